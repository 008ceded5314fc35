import type { Question } from "../../../api/audience.ts";
import type { Moved } from "../../../api/difference.ts";
import { useOpenCustomers } from "../../../components/open-customers/use-open-customers.ts";
import { formatCount } from "../../../format/number.ts";
import { builder } from "../../../texts/builder.ts";
import classes from "./before-save-dialog.module.css";

interface MovedCustomersProps {
  readonly kind: "join" | "leave" | "stay";
  readonly moved: Moved;
  /** Exactly these customers. */
  readonly question: Question;
  readonly onCustomer: (key: string) => void;
  /** They are opened beside the page. */
  readonly onOpen: () => void;
}

const texts = builder.before;

/** Those who join, leave or stay: how many, and ten to look at. */
export function MovedCustomers({ kind, moved: { count, sample }, question, onCustomer, onOpen }: MovedCustomersProps) {
  const words = texts.kinds[kind];
  const openCustomers = useOpenCustomers();
  const number = formatCount(count);
  return (
    <section aria-label={words.title}>
      <h3 className={classes.title}>{words.title}</h3>
      <div className={classes.count} data-kind={kind}>
        {count === 0 ? (
          "0"
        ) : (
          <button
            type="button"
            className={classes.number}
            aria-label={texts.open(words.title, number)}
            onClick={() => {
              onOpen();
              openCustomers({ title: words.title, question });
            }}
          >
            {words.sign}
            {number}
          </button>
        )}
      </div>
      <ul className={classes.sample}>
        {sample.map((key) => (
          <li key={key}>
            <button type="button" className={classes.key} onClick={() => onCustomer(key)}>
              {key}
            </button>
          </li>
        ))}
        {count > sample.length && <li className={classes.more}>{texts.more(formatCount(count - sample.length))}</li>}
      </ul>
    </section>
  );
}
