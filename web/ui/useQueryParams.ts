import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/**
 * Filters that live in the address, so that a view can be reloaded and sent by mail.
 *
 * @param defaults each parameter with the value that stands for its absence; such a value is left out of the address
 */
export function useQueryParams<Params extends Record<string, string>>(defaults: Params) {
  const route = useRoute();
  const router = useRouter();

  const params = computed(() => {
    const read = (name: string) => {
      const value = route.query[name];
      return typeof value === 'string' ? value : defaults[name]!;
    };
    return Object.fromEntries(Object.keys(defaults).map(name => [name, read(name)])) as Params;
  });

  /** Where the view leads with some parameters changed and the others kept. */
  function addressOf(change: Partial<Params>) {
    const query = { ...route.query };
    for (const [name, value] of Object.entries(change)) {
      if (value === defaults[name]) delete query[name];
      else query[name] = value;
    }
    return { query, hash: route.hash };
  }

  /** Changes some parameters and keeps the others. */
  const set = (change: Partial<Params>) => router.replace(addressOf(change));

  /** Whether any parameter differs from its default. */
  const isFiltered = computed(() => Object.keys(defaults).some(name => params.value[name] !== defaults[name]));

  function clear() {
    return set(defaults);
  }

  return { params, set, addressOf, isFiltered, clear };
}
