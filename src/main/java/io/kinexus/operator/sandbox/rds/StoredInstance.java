package io.kinexus.operator.sandbox.rds;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.PendingModifiedValues;

/** One instance as AWS would describe it now, and what it does not show. */
final class StoredInstance {
    DBInstance now;
    /** Of its master user; never shown. */
    String password = "";
    /** Of its disk. */
    double usedGib = 1;
    /** Above what is usual; 0 for the usual. */
    int slowPerMinute = 0;

    /** Network interface to the subnet that it stands in. */
    final Map<String, String> interfaces = new LinkedHashMap<>();

    StoredInstance(DBInstance now) {
        this.now = now;
    }

    String id() {
        return now.dbInstanceIdentifier();
    }

    boolean is(String status) {
        return now.dbInstanceStatus().equals(status);
    }

    void set(UnaryOperator<DBInstance.Builder> change) {
        now = change.apply(now.toBuilder()).build();
    }

    void status(String status) {
        set(b -> b.dbInstanceStatus(status));
    }

    void pending(UnaryOperator<PendingModifiedValues.Builder> change) {
        PendingModifiedValues before = now.pendingModifiedValues();
        set(b -> b.pendingModifiedValues(change.apply(before.toBuilder()).build()));
    }
}
