/** The whole look of the public site, within every page: no second request, no font to load. */
export const style = `:root{color-scheme:light;--ink:#14222e;--soft:#4a5a67;--line:#c9d3da;--open:#0b6b3a;--limited:#8a4b00;--stopped:#a3131f;--unknown:#4a5a67}
*{box-sizing:border-box}body{margin:0;font:17px/1.5 system-ui,sans-serif;color:var(--ink);background:#fff}
a{color:#0a4f8a}.skip{position:absolute;left:-999px}.skip:focus{left:8px;top:8px;background:#fff;padding:8px}
header,main,footer{max-width:44rem;margin:0 auto;padding:12px 16px}header{border-bottom:3px solid #0a4f8a}
header p{margin:0;font-weight:700}nav ul{list-style:none;margin:6px 0 0;padding:0;display:flex;flex-wrap:wrap;gap:4px 14px;font-size:.94rem}nav a{display:inline-block;padding:6px 0}
nav a[aria-current]{color:var(--ink);font-weight:700;text-decoration:none}
h1{font-size:1.5rem;line-height:1.2;margin:14px 0 4px}h2{font-size:1.15rem;margin:26px 0 6px}h3{font-size:1rem;margin:0}
.soft{color:var(--soft);margin:2px 0;font-size:.94rem}.lead{font-size:1.1rem;margin:8px 0}
.cards{list-style:none;margin:0;padding:0}.cards p{margin:2px 0}.cards>li{border-top:1px solid var(--line);padding:12px 0}
.head{display:flex;flex-wrap:wrap;justify-content:space-between;gap:2px 12px;align-items:baseline}
.tag{font-weight:700;white-space:nowrap}.tag:before{content:"";display:inline-block;width:.7em;height:.7em;margin-right:.4em;border-radius:50%;background:currentColor}
.open{color:var(--open)}.limited{color:var(--limited)}.limited:before{border-radius:0!important}.stopped{color:var(--stopped)}.stopped:before{border-radius:0!important;transform:rotate(45deg)}.unknown{color:var(--unknown)}.unknown:before{background:none!important;border:2px solid}
svg{display:block;width:100%;height:28px;margin:6px 0 2px}svg .open{fill:#5aa67f}svg .limited{fill:#c77700}svg .stopped{fill:#a3131f}svg .unknown{fill:#9aa7b1}svg .closed{fill:#e3e9ed}
label{display:block;font-weight:700}select,button{font:inherit;padding:10px;min-height:44px;max-width:100%;border:1px solid #5d6f7c;border-radius:4px;background:#fff;color:var(--ink)}button{background:#0a4f8a;color:#fff;border-color:#0a4f8a;margin-top:8px}
.lead .tag{white-space:normal}.past{border:2px dashed #8a4b00;padding:8px 12px;margin:6px 0}.past p{margin:0}.past ul{margin:0}input{font:inherit;padding:10px;min-height:44px;max-width:100%;border:1px solid #5d6f7c;border-radius:4px}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}.wide{overflow-x:auto}table{font-size:.94rem}@media(max-width:420px){table{font-size:.8rem}}table td,table th{padding:6px 4px;border-top:1px solid var(--line);text-align:right}table th:first-child{text-align:left;font-weight:400;padding-left:0;white-space:nowrap}.ranks th:first-child{white-space:normal}thead th{font-weight:700!important}ol.go{padding-left:1.4em}ol.go li{padding:6px 0}footer{border-top:1px solid var(--line);margin-top:30px;color:var(--soft);font-size:.9rem}`;
