import type { Rules, Vendor } from '@kakburk/shared'

/** The file of `gate/vendors/` that tells each vendor. */
const files: Record<Vendor, string> = {
  'meta-pixel': 'meta',
  'microsoft-uet': 'uet',
  'microsoft-clarity': 'clarity',
  'tiktok-pixel': 'tiktok',
  matomo: 'matomo',
  'matomo-cookieless': 'matomo-cookieless',
}

/** Files that are built one by one, so that a site's gate holds those alone that its policy names. */
export const vendorFiles: readonly string[] = ['google', ...Object.values(files)]

/** The name under which a vendor's file stands in a gate. */
export const vendorGlobal = (file: string): string => `kakburk${file.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())}`

/** A vendor that a site's gate tells, and what its answer follows. */
export type ToldVendor = { file: string; follows: unknown }

export const toldVendor = ([vendor, services]: NonNullable<Rules['vendors']>[number]): ToldVendor => ({
  file: files[vendor],
  follows: services,
})
