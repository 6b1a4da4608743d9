import type { Clock } from '../clock';

/**
 * A `Date` that reads the site's clock while `isActive()`: the app must live in the time that
 * `POST /_local/clock` moves, and cannot know that it does. Real `Date` otherwise.
 */
export function createSiteDate(
  real: DateConstructor,
  clock: Clock,
  isActive: () => boolean,
): DateConstructor {
  return new Proxy(real, {
    construct(target, args: unknown[], newTarget): Date {
      const given = args.length === 0 && isActive() ? [clock.now()] : args;
      const built: unknown = Reflect.construct(target, given, newTarget);
      if (!(built instanceof target)) throw new TypeError('Date construction failed');
      return built;
    },
    apply(target): string {
      return new target(isActive() ? clock.now() : target.now()).toString();
    },
    get(target, property): unknown {
      if (property === 'now' && isActive()) return () => clock.now();
      const value: unknown = Reflect.get(target, property);
      return value;
    },
  });
}
