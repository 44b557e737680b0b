package io.kinexus.operator.sandbox.s3;

import io.kinexus.operator.sandbox.Handlers;
import software.amazon.awssdk.services.s3.model.CORSConfiguration;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketAccelerateConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAccelerateConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketAclRequest;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.GetBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.GetBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLocationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingRequest;
import software.amazon.awssdk.services.s3.model.GetBucketLoggingResponse;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.GetBucketRequestPaymentRequest;
import software.amazon.awssdk.services.s3.model.GetBucketRequestPaymentResponse;
import software.amazon.awssdk.services.s3.model.GetBucketWebsiteRequest;
import software.amazon.awssdk.services.s3.model.GetObjectLockConfigurationRequest;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.Grantee;
import software.amazon.awssdk.services.s3.model.LoggingEnabled;
import software.amazon.awssdk.services.s3.model.NotificationConfiguration;
import software.amazon.awssdk.services.s3.model.Payer;
import software.amazon.awssdk.services.s3.model.Permission;
import software.amazon.awssdk.services.s3.model.PutBucketAclRequest;
import software.amazon.awssdk.services.s3.model.PutBucketAclResponse;
import software.amazon.awssdk.services.s3.model.PutBucketCorsRequest;
import software.amazon.awssdk.services.s3.model.PutBucketCorsResponse;
import software.amazon.awssdk.services.s3.model.PutBucketLoggingRequest;
import software.amazon.awssdk.services.s3.model.PutBucketLoggingResponse;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationRequest;
import software.amazon.awssdk.services.s3.model.PutBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.Type;

/** What else other tools ask of a bucket: kept as a record where it can be set, and answered as AWS does where it is not. */
final class BucketAnswers {
    private final S3Sandbox s3;

    BucketAnswers(S3Sandbox s3) {
        this.s3 = s3;
    }

    void install(Handlers handlers) {
        handlers.on(GetBucketLocationRequest.class, r -> {
            String region = s3.anywhere(r.bucket()).region;
            return GetBucketLocationResponse.builder()
                    .locationConstraint(region.equals("us-east-1") ? null : region)
                    .build();
        });
        handlers.on(GetBucketAclRequest.class, r -> {
            s3.bucket(r.bucket());
            return GetBucketAclResponse.builder()
                    .owner(s3.owner())
                    .grants(Grant.builder()
                            .grantee(Grantee.builder()
                                    .type(Type.CANONICAL_USER)
                                    .id(s3.owner().id())
                                    .build())
                            .permission(Permission.FULL_CONTROL)
                            .build())
                    .build();
        });
        records(handlers);
        absent(handlers);
        plain(handlers);
    }

    private void records(Handlers handlers) {
        handlers.on(GetBucketCorsRequest.class, r -> GetBucketCorsResponse.builder()
                .corsRules(s3.bucket(r.bucket())
                        .setting(CORSConfiguration.class)
                        .orElseThrow(
                                BucketSettings.none("NoSuchCORSConfiguration", "The CORS configuration does not exist"))
                        .corsRules())
                .build());
        handlers.on(PutBucketCorsRequest.class, r -> {
            keep(r.bucket(), r.corsConfiguration());
            return PutBucketCorsResponse.builder().build();
        });
        handlers.on(DeleteBucketCorsRequest.class, r -> {
            s3.bucket(r.bucket()).settings.remove(CORSConfiguration.class);
            return DeleteBucketCorsResponse.builder().build();
        });
        handlers.on(PutBucketAclRequest.class, r -> {
            s3.bucket(r.bucket());
            return PutBucketAclResponse.builder().build();
        });
    }

    private void absent(Handlers handlers) {
        handlers.on(GetBucketWebsiteRequest.class, r -> {
            s3.bucket(r.bucket());
            throw BucketSettings.none(
                            "NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration")
                    .get();
        });
        handlers.on(GetObjectLockConfigurationRequest.class, r -> {
            s3.bucket(r.bucket());
            throw BucketSettings.none(
                            "ObjectLockConfigurationNotFoundError",
                            "Object Lock configuration does not exist for this bucket")
                    .get();
        });
    }

    private void plain(Handlers handlers) {
        handlers.on(GetBucketLoggingRequest.class, r -> GetBucketLoggingResponse.builder()
                .loggingEnabled(
                        s3.bucket(r.bucket()).setting(LoggingEnabled.class).orElse(null))
                .build());
        handlers.on(PutBucketLoggingRequest.class, r -> {
            LoggingEnabled on = r.bucketLoggingStatus().loggingEnabled();
            if (on == null) {
                s3.bucket(r.bucket()).settings.remove(LoggingEnabled.class);
            } else {
                keep(r.bucket(), on);
            }
            return PutBucketLoggingResponse.builder().build();
        });
        handlers.on(GetBucketNotificationConfigurationRequest.class, r -> {
            NotificationConfiguration set = s3.bucket(r.bucket())
                    .setting(NotificationConfiguration.class)
                    .orElse(NotificationConfiguration.builder().build());
            return GetBucketNotificationConfigurationResponse.builder()
                    .topicConfigurations(set.topicConfigurations())
                    .queueConfigurations(set.queueConfigurations())
                    .lambdaFunctionConfigurations(set.lambdaFunctionConfigurations())
                    .eventBridgeConfiguration(set.eventBridgeConfiguration())
                    .build();
        });
        handlers.on(PutBucketNotificationConfigurationRequest.class, r -> {
            keep(r.bucket(), r.notificationConfiguration());
            return PutBucketNotificationConfigurationResponse.builder().build();
        });
        handlers.on(GetBucketAccelerateConfigurationRequest.class, r -> {
            s3.bucket(r.bucket());
            return GetBucketAccelerateConfigurationResponse.builder().build();
        });
        handlers.on(GetBucketRequestPaymentRequest.class, r -> {
            s3.bucket(r.bucket());
            return GetBucketRequestPaymentResponse.builder()
                    .payer(Payer.BUCKET_OWNER)
                    .build();
        });
    }

    private void keep(String bucket, Object value) {
        s3.bucket(bucket).settings.put(value.getClass(), value);
    }
}
