package io.kinexus.operator.core.resource;

/**
 * The least number of calls that one observation of a kind takes, as data that the tests hold the real count against.
 *
 * @param pageSize how many items one call answers for; 0 when the sweep needs no call of its own
 * @param callsPerItem further calls for each item, because AWS has no batch for them
 * @param listings how many listings it takes to read all fields, since AWS gives none that has them all
 * @param untagged listed also where none is declared: AWS has no tags by which it were known that none is left
 */
public record Floor(int pageSize, int callsPerItem, int listings, boolean untagged) {
    public Floor(int pageSize, int callsPerItem, int listings) {
        this(pageSize, callsPerItem, listings, false);
    }

    public Floor(int pageSize, int callsPerItem) {
        this(pageSize, callsPerItem, 1);
    }

    /** The same of a kind that the ownership sweep does not show. */
    public Floor withoutTags() {
        return new Floor(pageSize, callsPerItem, listings, true);
    }

    public long calls(long items) {
        return listings * pages(items) + callsPerItem * items;
    }

    private long pages(long items) {
        if (pageSize == 0) {
            return 0;
        }
        return Math.max(untagged ? 1 : 0, (items + pageSize - 1) / pageSize);
    }
}
