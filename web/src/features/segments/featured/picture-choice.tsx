import { Fieldset } from "@mantine/core";
import { featured as texts } from "../../../texts/featured.ts";
import { SmartPicture } from "../smart/smart-picture.tsx";
import classes from "./featured.module.css";

interface PictureChoiceProps {
  readonly chosen: string;
  readonly onChoose: (picture: string) => void;
}

export function PictureChoice({ chosen, onChoose }: PictureChoiceProps) {
  return (
    <Fieldset variant="unstyled" legend={texts.form.picture} mt="md" classNames={{ legend: classes.legend }}>
      <div className={classes.pictures}>
        {Object.entries(texts.pictures).map(([name, label]) => (
          <label key={name} title={label} className={classes.choice}>
            <input type="radio" name="picture" value={name} checked={name === chosen} onChange={() => onChoose(name)} aria-label={label} />
            <SmartPicture name={name} />
          </label>
        ))}
      </div>
    </Fieldset>
  );
}
