/** The API of the office's equipment, put together from its nouns. */
import { componentApi } from './component-api.ts';
import { componentCsvApi } from './component-csv-api.ts';
import { contract } from './contract.ts';
import { equipmentPolicyApi } from './equipment-policy-api.ts';
import { labelApi } from './label-api.ts';
import { setApi } from './set-api.ts';

export const equipmentApi = contract({
  ...componentApi,
  ...setApi,
  ...componentCsvApi,
  ...labelApi,
  ...equipmentPolicyApi,
});
