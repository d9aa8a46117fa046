/** The countries of the European Economic Area, ISO 3166-1 alpha-2: the European Union, Iceland, Liechtenstein and Norway. */
const eea = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' ')

/** Whether a country is in the European Economic Area, where data may go without more. */
export const isInEea = (country: string): boolean => eea.includes(country)
