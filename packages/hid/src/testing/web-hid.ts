import type { Collection, ReportInfo, ReportMap } from '../descriptor/index.ts';

/**
 * A descriptor's collections as a browser tells them: without our own fields. `repeated` as Chromium reads them from
 * a descriptor; `childrenAlone` as they are rebuilt on Windows, where the outer collection can have no reports itself.
 */
export function webHidCollections(map: ReportMap, shape: 'repeated' | 'childrenAlone'): HIDCollectionInfo[] {
  return map.collections.map((collection) => {
    const plain = collectionFrom(collection);
    if (shape === 'repeated') return plain;
    const { usagePage, usage, type } = collection;
    return {
      ...{ usagePage, usage, type, inputReports: [], outputReports: [], featureReports: [] },
      children: [{ ...plain, type: 2 }],
    };
  });
}

function collectionFrom({ usagePage, usage, type, ...rest }: Collection): HIDCollectionInfo {
  return {
    usagePage,
    usage,
    type,
    children: rest.children.map(collectionFrom),
    inputReports: rest.inputReports.map(reportFrom),
    outputReports: rest.outputReports.map(reportFrom),
    featureReports: rest.featureReports.map(reportFrom),
  };
}

function reportFrom({ reportId, items }: ReportInfo): HIDReportInfo {
  return {
    reportId,
    items: items.map(
      ({ bitOffset: _offset, lateUsages: _late, lateUsageMinimum: _minimum, usages, ...item }) => ({
        ...item,
        ...(usages ? { usages: [...usages] } : {}),
      }),
    ),
  };
}
