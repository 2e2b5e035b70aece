import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** The house colour from lightest to darkest; index 8 is the ink of buttons (7.9:1 on white). */
const laut: MantineColorsTuple = [
  '#e8f4f5',
  '#d0e7ea',
  '#a3d0d6',
  '#72b7c0',
  '#4aa1ad',
  '#2f8c99',
  '#1c7886',
  '#106572',
  '#0b4f5c',
  '#073942',
];

/** Mantine in the colours of `theme.css`, so that counter and office screens look like one house. */
export const mantineTheme = createTheme({
  colors: { laut },
  primaryColor: 'laut',
  primaryShade: 8,
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--font-digits)',
  headings: { fontFamily: 'var(--font)', fontWeight: '650' },
  defaultRadius: 'md',
  respectReducedMotion: true,
});
