/** Where the kecamatan offices of Kota Kupang stand, degrees to two places, by region code; the city's own is the Disdukcapil's. */
export const demoPositions = {
  '53.71': { latitude: -10.18, longitude: 123.6 },
  '53.71.01': { latitude: -10.19, longitude: 123.54 },
  '53.71.02': { latitude: -10.2, longitude: 123.63 },
  '53.71.03': { latitude: -10.14, longitude: 123.62 },
  '53.71.04': { latitude: -10.17, longitude: 123.61 },
  '53.71.05': { latitude: -10.17, longitude: 123.58 },
  '53.71.06': { latitude: -10.16, longitude: 123.58 },
} as const;
