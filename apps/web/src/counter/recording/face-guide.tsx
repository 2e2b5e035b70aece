/** Where head and shoulders belong: the head takes 70 to 80 of 100 parts of the height. */
export function FaceGuide() {
  return (
    <svg className="photo-guide" viewBox="0 0 300 400" aria-hidden="true">
      <path
        className="photo-shade"
        d="M0 0H300V400H0ZM150 56c-62 0-92 48-92 112 0 72 42 128 92 128s92-56 92-128c0-64-30-112-92-112Z"
      />
      <path
        className="photo-oval"
        d="M150 56c-62 0-92 48-92 112 0 72 42 128 92 128s92-56 92-128c0-64-30-112-92-112Z"
      />
      <path
        className="photo-line"
        d="M70 160H230M150 40v-18M22 400c6-52 44-78 88-84M278 400c-6-52-44-78-88-84"
      />
    </svg>
  );
}
