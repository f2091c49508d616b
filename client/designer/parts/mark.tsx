/** The mark, on the pixel grid. */
export function Mark() {
  return (
    <svg className="kd-mark" viewBox="0 0 16 16" aria-hidden="true">
      <rect width="16" height="16" rx="3.5" fill="#5540d4" />
      <circle cx="6" cy="5" r="2.5" fill="none" stroke="#fff" strokeWidth="2" />
      <path d="M6 7.5V13.5" stroke="#fff" strokeWidth="2" />
      <path fill="#fff" d="M7 9h3.5v2H7zM7 12h5v2H5v-2z" />
    </svg>
  );
}
