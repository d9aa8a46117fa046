import type { Choice } from '../consent/choice.ts'
import { wordsOf } from './breakable.ts'
import { Choice as Answer } from './Choice.tsx'
import type { Screen, ScreenService } from './screen.ts'

type PreferencesProps = {
  screen: Screen
  choice: Choice
  /** When the visitor decided, in words; absent before a decision. */
  decidedAt?: string
  /** Whether there is a yes to take back, which is then how to say no. */
  granted: boolean
  /** The visitor wants to see their own choices in this place. */
  onMine(place: Element): void
  onSave(wish: Record<string, boolean>): void
  onAll(): void
  onNone(): void
  onClose(): void
}

/** The second layer: a dialog with a switch for each category and each service, and what each of them keeps and for how long. */
export const Preferences = ({ screen, choice, decidedAt, granted, onMine, onSave, onAll, onNone, onClose }: PreferencesProps) => {
  const { texts } = screen
  return (
    <dialog class="preferences" aria-labelledby="kakburk-settings" onClose={onClose}>
      <form method="dialog" class="head">
        <h2 id="kakburk-settings">{texts.settingsTitle}</h2>
        <button type="submit" class="close" aria-label={texts.close}>
          ×
        </button>
      </form>
      <div class="body">
        <p>
          {texts.settingsBody} <a href={screen.privacyPage}>{texts.privacyPage}</a>
        </p>
        <p>{decidedAt === undefined ? texts.notDecided : texts.decidedAt.replace('{time}', decidedAt)}</p>
        {screen.categories.map((category) => (
          <section key={category.id} class="category">
            <div class="line">
              <h3 id={`kakburk-${category.id}`}>{category.name}</h3>
              {category.id === 'necessary' ? (
                <span>{texts.alwaysOn}</span>
              ) : (
                <Switch
                  labelledBy={`kakburk-${category.id}`}
                  category={category.id}
                  state={choice.stateOf(category.id)}
                  onToggle={() => choice.toggleCategory(category.id)}
                />
              )}
            </div>
            <p>{category.about}</p>
            <details>
              <summary>
                {texts.services} ({category.services.length})
              </summary>
              {category.services.map((service) => (
                <Service
                  key={service.id}
                  service={service}
                  {...(category.id !== 'necessary' && { on: choice.isOn(service.id), onToggle: () => choice.toggleService(service.id) })}
                />
              ))}
            </details>
          </section>
        ))}
        {(decidedAt !== undefined || screen.mine.always) && (
          <details
            class="category mine"
            onToggle={({ currentTarget }) => currentTarget.open && onMine(currentTarget.lastElementChild as Element)}
          >
            <summary>{screen.mine.title}</summary>
            <div aria-live="polite" />
          </details>
        )}
        <section class="category">
          {screen.notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </section>
      </div>
      <div class="foot">
        <div class="choices">
          {granted ? (
            <Answer hook="withdraw" label={texts.withdraw} onClick={onNone} />
          ) : (
            <Answer hook="reject" label={texts.reject} onClick={onNone} />
          )}
          <Answer hook="accept" label={texts.accept} onClick={onAll} />
          <Answer hook="save" label={texts.save} onClick={() => onSave(choice.wish.value)} />
        </div>
      </div>
    </dialog>
  )
}

type ServiceProps = { service: ScreenService; on?: boolean; onToggle?: () => void }

const Service = ({ service, on, onToggle }: ServiceProps) => (
  <div class="service">
    <div class="line">
      <h4 id={`kakburk-service-${service.id}`}>{service.name}</h4>
      {onToggle && <Switch labelledBy={`kakburk-service-${service.id}`} service={service.id} state={on === true} onToggle={onToggle} />}
    </div>
    {service.notes.map((note) => (
      <p key={note}>{note}</p>
    ))}
    {service.kept.length > 0 && (
      <dl>
        {service.kept.map(([name, ...facts]) => (
          <div key={name + facts}>
            <dt>
              <code dir="ltr">
                {wordsOf(name).map((word, n) => [
                  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a place for a line to break takes no focus
                  n > 0 && <wbr key={word} aria-hidden="true" />,
                  word,
                ])}
              </code>
            </dt>
            {facts.map((fact) => (
              <dd key={fact}>{fact}</dd>
            ))}
          </div>
        ))}
      </dl>
    )}
  </div>
)

type SwitchProps = { labelledBy: string; state: boolean | 'mixed'; onToggle(): void; category?: string; service?: string }

/**
 * A native check box. A service's is announced as a switch; a category's is not, because a category of which a part is on
 * is neither on nor off, and a switch that is neither is announced as off (https://www.w3.org/TR/wai-aria-1.2/#switch).
 */
const Switch = ({ labelledBy, state, onToggle, category, service }: SwitchProps) => (
  <input
    type="checkbox"
    role={service ? 'switch' : undefined}
    aria-labelledby={labelledBy}
    data-category={category}
    data-service={service}
    checked={state === true}
    indeterminate={state === 'mixed'}
    onChange={onToggle}
  />
)
