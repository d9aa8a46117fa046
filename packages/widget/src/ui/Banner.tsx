import { Choice } from './Choice.tsx'

export type BannerTexts = Record<'title' | 'body' | 'changed' | 'accept' | 'reject' | 'settings' | 'privacyPage' | 'unavailable', string>

/** The first layer: who asks, for what, and both answers side by side. A region, not a dialog: it locks nothing. */
export const Banner = ({ texts, privacyPage }: { texts: BannerTexts; privacyPage: string }) => (
  <section class="banner" aria-labelledby="kakburk-title">
    <h2 id="kakburk-title">{texts.title}</h2>
    <p class="changed">{texts.changed}</p>
    <p>
      {texts.body} <a href={privacyPage}>{texts.privacyPage}</a>
    </p>
    <div class="choices">
      <Choice hook="reject" label={texts.reject} />
      <Choice hook="accept" label={texts.accept} />
    </div>
    <button type="button" class="settings" data-kakburk="settings">
      {texts.settings}
    </button>
    <p class="unavailable" role="status" data-text={texts.unavailable} />
  </section>
)
