import { Component, type ReactNode } from 'react';
import { Failure } from './Failure';

interface Props {
  /** Another address is another try. */
  path: string;
  children: ReactNode;
}

/** In place of a page that could not be drawn, as where its code is gone since the site was renewed. */
export class PageBoundary extends Component<Props, { error?: unknown }> {
  state: { error?: unknown } = {};

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  componentDidUpdate({ path }: Props) {
    if (path !== this.props.path && this.state.error !== undefined) this.setState({ error: undefined });
  }

  render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    const why = 'The site may have been renewed since this page was opened, or this device may be offline.';
    return (
      <>
        <h1 className="visually-hidden">Windfall</h1>
        <Failure what="The page" error={error} why={why} onRetry={() => window.location.reload()} />
      </>
    );
  }
}
