import type { ComponentChildren } from 'preact';
import { NoSet, Review } from '../../components/review/index.ts';
import type { ReviewModel } from './review-model.ts';

export interface ReviewAppProps {
  readonly model: ReviewModel;
  /** The review record of the set that the address names. */
  readonly record: ComponentChildren;
}

/** Ties the model's signals to the view: the changes of a set, or its record. */
export const ReviewApp = ({ model, record }: ReviewAppProps) => {
  const place = model.place.value;
  if (place === null) return <NoSet />;
  if (place.what === 'record') return <>{record}</>;
  return (
    <Review
      place={place}
      view={model.view.value}
      comparisons={model.comparisons.value}
      sameEdits={model.sameEdits.value}
      set={model.set.value}
      preferences={model.preferences.value}
      isOnline={model.isOnline.value}
      acts={model.acts}
    />
  );
};
