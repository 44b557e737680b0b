package io.kinexus.operator.core.resource;

/**
 * The least number of calls that one observation of a kind takes, as data that the benchmark holds the real count against.
 *
 * @param pageSize how many items one call answers for; 0 when the sweep needs no call of its own
 * @param callsPerItem further calls for each item, because AWS has no batch for them
 * @param listings how many listings it takes to read all fields, since AWS gives none that has them all
 */
public record Floor(int pageSize, int callsPerItem, int listings) {
    public Floor(int pageSize, int callsPerItem) {
        this(pageSize, callsPerItem, 1);
    }

    public long calls(long items) {
        long pages = pageSize == 0 || items == 0 ? 0 : (items + pageSize - 1) / pageSize;
        return listings * pages + callsPerItem * items;
    }
}
