/**
 * Error codes of the specification (0–202) and those of MOSIP's reference device (113–122, 5xx–9xx), which its
 * test rigs expect. A code not listed is a vendor's own.
 */
export const sbiErrorCodes = {
  0: 'Success',
  100: 'Device not registered',
  101: 'No biometric object detected',
  102: 'Technical error while extracting',
  103: 'Tamper detected',
  104: 'Management server cannot be reached',
  105: 'Orientation of the image is wrong',
  106: 'Device not found',
  107: 'Device key expired',
  108: 'Encryption key of the domain missing',
  109: 'Count or combination not supported',
  110: 'Device not ready',
  111: 'Device busy',
  112: 'Transaction id not accepted',
  113: 'Count does not fit the type',
  114: 'Type does not fit the device',
  115: 'Environment not accepted',
  116: 'Count out of range',
  117: 'Exceptions not accepted',
  118: 'Exception not known',
  119: 'bioSubType not accepted',
  120: 'Device id does not fit the type',
  121: 'Purpose not accepted',
  122: 'bioSubType and exceptions contradict each other',
  202: 'No device connected',
  500: 'Address or verb not known',
  501: 'Type of device missing',
  502: 'Type of device not known',
  503: 'No devices',
  504: 'Control call not understood',
  505: 'Type not known to the control call',
  506: 'Value not accepted by the control call',
  507: 'Control call not known',
  604: 'Stream: device id missing',
  605: 'Stream: device not connected',
  606: 'Stream: device of another purpose',
  607: 'Stream: device not ready or busy',
  608: 'Stream: no image',
  609: 'Stream: time is up',
  700: 'Capture: stream stopped during capture',
  701: 'Capture: time is up',
  702: 'Capture: another device is streaming',
  703: 'Capture: another capture is in progress',
  704: 'Capture: device id missing',
  705: 'Capture: device not connected',
  706: 'Capture: device of another purpose',
  707: 'Capture: no sample',
  708: 'Capture: sample cannot be read',
  709: 'Capture: not a registration device',
  999: 'Other failure',
} as const satisfies Record<number, string>;

export type SbiErrorCode = keyof typeof sbiErrorCodes;

/** The number in an `errorCode`, or undefined when there is none to read. */
export function findSbiErrorCode(text: string | number): number | undefined {
  const trimmed = String(text).trim();
  return /^\d{1,5}$/.test(trimmed) ? Number(trimmed) : undefined;
}
