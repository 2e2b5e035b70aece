declare const brand: unique symbol;

/** A value of type T that only the matching constructor may make: `Brand<string, 'Nik'>`. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
