package io.kinexus.operator.kind.bucket;

import com.google.auto.service.AutoService;
import io.kinexus.operator.core.cost.Usage;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Creation;
import io.kinexus.operator.core.resource.Creator;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.core.resource.Deleter;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Observation;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.core.resource.ResourceId;
import io.kinexus.operator.core.resource.ResourceKind;
import io.kinexus.operator.core.resource.Scope;
import io.kinexus.operator.core.resource.Updater;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** S3 buckets, with everything that is set on one. */
@AutoService(ResourceKind.class)
@SuppressWarnings("rawtypes") // services are found by their raw type
public final class BucketKind implements ResourceKind<BucketSpec, BucketLive> {
    @Override
    public KindName name() {
        return Buckets.NAME;
    }

    @Override
    public Class<BucketSpec> specType() {
        return BucketSpec.class;
    }

    @Override
    public Fields<BucketSpec, BucketLive> fields() {
        return Buckets.FIELDS;
    }

    @Override
    public Set<Permission> permissions() {
        return Buckets.PERMISSIONS;
    }

    @Override
    public Floor floor() {
        return Buckets.FLOOR;
    }

    @Override
    public Creation<BucketSpec> creation() {
        return new Creation<>(
                "CreateBucket, PutPublicAccessBlock, PutBucketEncryption; PutBucketVersioning,"
                        + " PutBucketLifecycleConfiguration, PutBucketPolicy and PutBucketReplication where it has them",
                wanted -> Buckets.writes(wanted));
    }

    @Override
    public boolean stateful() {
        return true;
    }

    @Override
    public Optional<String> guarded(BucketLive live) {
        return Buckets.guarded(live);
    }

    @Override
    public Map<ResourceId, Observation<BucketLive>> observe(Scope scope, Collection<Declared<BucketSpec>> wanted) {
        return BucketAws.observe(scope, wanted);
    }

    @Override
    public Map<ResourceId, Observation<BucketLive>> surplus(Scope scope, Set<ResourceId> declared) {
        return BucketAws.surplus(scope, declared);
    }

    @Override
    public Map<String, String> outputs(BucketLive live) {
        return Buckets.outputs(live);
    }

    @Override
    public Usage usage(BucketSpec wanted) {
        return BucketUsage.of(wanted.region(), wanted.lifecycle());
    }

    @Override
    public Usage used(BucketLive live) {
        return BucketUsage.of(live.region(), live.lifecycle());
    }

    @Override
    public Optional<Creator<BucketSpec>> creator() {
        return Optional.of(BucketAws::create);
    }

    @Override
    public Optional<Updater<BucketSpec, BucketLive>> updater() {
        return Optional.of(BucketAws::update);
    }

    @Override
    public Optional<Deleter<BucketLive>> deleter() {
        return Optional.of(BucketAws::delete);
    }
}
