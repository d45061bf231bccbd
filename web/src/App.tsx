import { lazy, Suspense, useEffect } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { CrosshairProvider } from './charts/Crosshair';
import { Layout } from './components/Layout';
import { PageBoundary } from './components/PageBoundary';
import { Block } from './components/Skeleton';
import { Waiting } from './components/Waiting';
import { nameInAddress } from './lib/paths';
// Most readers begin here: in the first file, it is a round trip sooner.
import Home from './pages/Home';

const Day = lazy(() => import('./pages/Day'));
const Month = lazy(() => import('./pages/Month'));
const Year = lazy(() => import('./pages/Year'));
const Farms = lazy(() => import('./pages/Farms'));
const Farm = lazy(() => import('./pages/Farm'));
const Party = lazy(() => import('./pages/Party'));
const Miners = lazy(() => import('./pages/Miners'));
const Method = lazy(() => import('./pages/Method'));
const Status = lazy(() => import('./pages/Status'));
const NotFound = lazy(() => import('./pages/NotFound'));

export function App() {
  const [path] = useLocation();
  return (
    <Layout>
      <TopOfNewPage path={path} />
      <CrosshairProvider>
        <PageBoundary path={path}>
          <Suspense fallback={<PageToCome />}>
            <Switch>
              <Route path="/" component={Home} />
              <Route path="/day/:date">{({ date }) => <Day date={date} />}</Route>
              <Route path="/month/:month">{({ month }) => <Month month={month} />}</Route>
              <Route path="/year/:year">{({ year }) => <Year year={year} />}</Route>
              <Route path="/farms" component={Farms} />
              <Route path="/farm/:farm">{() => <Farm id={nameInAddress()} />}</Route>
              <Route path="/party/:party">{() => <Party name={nameInAddress()} />}</Route>
              <Route path="/miners" component={Miners} />
              <Route path="/method" component={Method} />
              <Route path="/status" component={Status} />
              <Route>
                <NotFound />
              </Route>
            </Switch>
          </Suspense>
        </PageBoundary>
      </CrosshairProvider>
    </Layout>
  );
}

function PageToCome() {
  return (
    <>
      <h1 className="visually-hidden">Windfall</h1>
      <Waiting what="The page" skeleton={<Block height="60vh" />} />
    </>
  );
}

/** Another kind of page starts at its top; another day of the same page stays where the reader is. */
function TopOfNewPage({ path }: { path: string }) {
  const kind = path.split('/')[1];
  useEffect(() => {
    if (!window.location.hash) window.scrollTo(0, 0);
  }, [kind]);
  return null;
}
