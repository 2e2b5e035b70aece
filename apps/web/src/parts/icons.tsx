/** Drawn for this house: 24 × 24, one line weight, decorative (the words beside them carry the meaning). */
const paths = {
  finger:
    'M7 19c1.2-2.2 1.6-4.5 1.6-7a3.4 3.4 0 0 1 6.8 0c0 3-.4 5.5-1.3 8M12 12c0 3.5-.7 6.3-2.3 9M5.3 15.5c.3-1.1.4-2.3.4-3.5a6.3 6.3 0 0 1 12.6 0c0 2.3-.2 4.3-.7 6.3M6.5 5.6A9 9 0 0 1 17.8 5.8',
  iris: 'M2.5 12S6 5.8 12 5.8 21.5 12 21.5 12 18 18.2 12 18.2 2.5 12 2.5 12ZM12 15.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4Z',
  face: 'M4 8.5h3.2L9 6h6l1.8 2.5H20a1 1 0 0 1 1 1V18a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V9.5a1 1 0 0 1 1-1ZM12 16.8a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6Z',
  signature: 'M3.5 20h17M5 16.5l1-4L16 2.5l3 3-10 10-4 1ZM14 4.5l3 3',
  power: 'M3 8h15v8H3V8ZM18 10.5h3v3h-3M11 9.5l-3 3h4l-3 3',
  link: 'M5 12.5a10 10 0 0 1 14 0M8 15.8a5.7 5.7 0 0 1 8 0M2.3 9.2a14 14 0 0 1 19.4 0M12 19.3h.01',
  linkOff:
    'M3 3l18 18M8 15.8a5.7 5.7 0 0 1 6-1.3M5 12.5a10 10 0 0 1 4.5-2.6M2.3 9.2A14 14 0 0 1 6.7 6.4M10.8 5.3a14 14 0 0 1 10.9 3.9M14.5 9.9a10 10 0 0 1 4.5 2.6M12 19.3h.01',
  packet: 'M3.5 8 12 3.5 20.5 8v8.5L12 21l-8.5-4.5V8ZM3.5 8l8.5 4.5L20.5 8M12 12.5V21',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3.3 2',
  person: 'M12 11.5a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.6ZM4.5 20.5c.7-4 3.7-6 7.5-6s6.8 2 7.5 6',
  hourglass: 'M6.5 3h11M6.5 21h11M7.5 3v3.5c0 3 9 5 9 9.5V21M16.5 3v3.5c0 3-9 5-9 9.5V21',
  check: 'M4.5 12.5 10 18 19.5 7',
  warning: 'M12 3.5 22 20.5H2L12 3.5ZM12 10v5M12 17.8h.01',
  cross: 'M5.5 5.5l13 13M18.5 5.5l-13 13',
  search: 'M10.5 17.5a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM15.7 15.7 21 21',
  home: 'M3.5 11.5 12 4l8.5 7.5M6 9.8V20h12V9.8M10 20v-5.5h4V20',
  signpost: 'M12 3v2.5M12 11v2M12 18v3.5M5 5.5h11.5l3 2.75-3 2.75H5V5.5ZM19 13H8l-3 2.5L8 18h11v-5Z',
  megaphone: 'M4 10v4h3l9.5 4.5v-13L7 10H4ZM19 9.5a4 4 0 0 1 0 5M8 14.5V19h2.5v-3.3',
  card: 'M3 5.5h18v13H3v-13ZM8.5 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM5.5 15.8c.4-1.6 1.5-2.3 3-2.3s2.6.7 3 2.3M14.5 9.5H18M14.5 12.5H18',
  printer:
    'M7 9V3.5h10V9M7 17H4.5a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1h15a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1H17M7 14h10v6.5H7V14Z',
  wrench:
    'M20 7.2 16.8 10 14 7.2 16.8 4a4.8 4.8 0 0 0-5.9 6.3L4.2 17a2 2 0 0 0 2.8 2.8l6.7-6.7A4.8 4.8 0 0 0 20 7.2Z',
  book: 'M5 4.5h11a2 2 0 0 1 2 2V20H7a2 2 0 0 1-2-2V4.5ZM5 18a2 2 0 0 1 2-2h11M8.5 8.5h6',
  chart: 'M4 20.5h17M6.5 20.5v-7M11 20.5V8.5M15.5 20.5v-5M20 20.5V5',
  lock: 'M6 11h12v9.5H6V11ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3M12 14.8v2',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" width={size} height={size} aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
