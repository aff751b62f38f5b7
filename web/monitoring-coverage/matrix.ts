import type { SystemProfile } from '../information-system/useSystemTerms.ts';
import { type Figures, figuresOf } from '../monitoring/figures.ts';
import type { MonitoringState } from '../monitoring/state.ts';
import type { MonitoringLayer } from '../monitoring/useMonitoringTerms.ts';

/** A row of the heatmap item × system. */
export interface MatrixItem {
  id: string;
  code: string;
  name: string;
  nameEn: string | null;
  layer: MonitoringLayer;
}

/** A column of it. */
export interface MatrixSystem {
  id: string;
  code: string;
  name: string;
  nameEn: string | null;
  organisationId: string;
  /** Null when unknown. */
  profile: SystemProfile | null;
}

export interface Matrix {
  items: MatrixItem[];
  systems: MatrixSystem[];
  /** Null where the item does not apply to the system. */
  stateOf: (item: number, system: number) => MonitoringState | null;
  /** Figures of some items on some systems. */
  figuresOf: (items: readonly number[], systems: readonly number[]) => Figures;
}

const STATE_OF: Readonly<Record<string, MonitoringState>> = {
  M: 'MONITORED',
  P: 'PARTLY',
  N: 'NOT_MONITORED',
  X: 'NOT_APPLICABLE',
};

/** Reads `MonitoringMatrix.grid`. Any other sign than those it knows is unknown: what cannot be read is never shown as known. */
export function unpackMatrix(packed: string): Matrix {
  const { items, systems } = JSON.parse(packed) as {
    items: [id: string, code: string, name: string, nameEn: string | null, layer: MonitoringLayer][];
    systems: [
      id: string,
      code: string,
      name: string,
      nameEn: string | null,
      organisationId: string,
      profile: SystemProfile | null,
      states: string,
    ][];
  };
  const stateOf: Matrix['stateOf'] = (item, system) => {
    const sign = systems[system]?.[6][item];
    return sign === '-' ? null : (STATE_OF[sign ?? ''] ?? 'UNKNOWN');
  };
  return {
    items: items.map(([id, code, name, nameEn, layer]) => ({ id, code, name, nameEn, layer })),
    systems: systems.map(([id, code, name, nameEn, organisationId, profile]) => ({ id, code, name, nameEn, organisationId, profile })),
    stateOf,
    figuresOf: (chosen, among) =>
      figuresOf(
        chosen.flatMap(item =>
          among.flatMap(system => {
            const state = stateOf(item, system);
            return state ? [{ applies: true, state }] : [];
          }),
        ),
      ),
  };
}
