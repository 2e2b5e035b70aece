/** What the small pages add to the look of the public site: forms for a thumb, answers that are seen at once. */
export const smallStyle = `header,main,footer{max-width:34rem}
h1{margin-bottom:14px}main [lang=en]{display:block;font-size:.85rem;font-weight:400;color:var(--soft)}
form{margin:14px 0}p.small{font-size:.85rem;color:var(--soft)}[hidden]{display:none}
input,select,textarea{display:block;width:100%;margin:4px 0 14px;padding:11px;font:inherit;border:1px solid #5d6f7c;border-radius:4px;background:#fff;color:var(--ink)}
button,.button{display:block;width:100%;margin:0 0 12px;padding:11px 18px;min-height:48px;text-align:center;font:inherit;font-weight:600;cursor:pointer;border:2px solid #0a4f8a;border-radius:4px;background:#0a4f8a;color:#fff}main button [lang=en]{color:#e3eef7}
.button,.quiet{background:#fff;color:#0a4f8a}main .button [lang=en],main .quiet [lang=en]{color:var(--soft)}
:focus-visible,.button:focus-within{outline:3px solid #d08a00;outline-offset:2px}
fieldset{border:0;margin:0 0 14px;padding:0}legend{padding:0;font-weight:700}
.day{display:grid;grid-template-columns:1fr 1fr 1.5fr;gap:10px;margin-top:6px;align-items:end}.day label{font-weight:400}
.choice{display:flex;gap:10px;align-items:center;min-height:48px;padding:6px 11px;margin-top:-1px;border:1px solid #b8c2c9;font-weight:400}.choice input{width:22px;height:22px;flex:none;margin:0}
.card,.good,.bad,.doubt{border:2px solid var(--line);border-radius:6px;padding:8px 14px;margin:14px 0;scroll-margin-top:14px}.card h2,.good h2,.bad h2,.doubt h2{margin:4px 0}
.good{border-color:var(--open)}.good h2{color:var(--open)}.bad{border-color:var(--stopped)}.bad h2{color:var(--stopped)}.doubt{border-color:var(--limited)}.doubt h2{color:var(--limited)}
dl{margin:0}dt{font-size:.9rem;color:var(--soft);margin-top:8px}dd{margin:0;font-weight:600;overflow-wrap:anywhere}
summary{padding:11px 0;cursor:pointer}.unseen{position:absolute;opacity:0;width:1px;height:1px}video{width:100%;border-radius:6px;background:#000}`;
