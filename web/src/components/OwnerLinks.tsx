import { Link } from 'wouter';
import { partyName } from '../lib/names';
import { farmPath, partyPath } from '../lib/paths';
import { useView } from '../lib/view';
import css from './OwnerLinks.module.css';

/** A wind farm unit by its name, leading to its page. */
export function FarmLink({ farm = '', name }: { farm?: string; name?: string | null }) {
  const { href } = useView();
  return (
    <Link className={css.owner} href={href(farmPath(farm))}>
      {name ?? farm}
    </Link>
  );
}

/** A company by its name, leading to its page; units without one have a page together. */
export function PartyLink({ party }: { party: string | null | undefined }) {
  const { href } = useView();
  return (
    <Link className={css.owner} href={href(partyPath(party))}>
      {partyName(party)}
    </Link>
  );
}
