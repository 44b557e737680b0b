package io.kinexus.operator.sandbox.absent;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.SandboxService;
import java.util.List;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.apigatewayv2.model.GetDomainNamesRequest;
import software.amazon.awssdk.services.apigatewayv2.model.GetVpcLinksRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAnomalyDetectorsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeInsightRulesRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeDeliveriesRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeDeliveryDestinationsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeDeliverySourcesRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeDestinationsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeQueryDefinitionsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeResourcePoliciesRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListIntegrationsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListLogAnomalyDetectorsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListContributorInsightsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListExportsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListGlobalTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListImportsRequest;
import software.amazon.awssdk.services.ecr.model.DescribePullThroughCacheRulesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoryCreationTemplatesRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheSecurityGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeGlobalReplicationGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeReservedCacheNodesRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeServerlessCacheSnapshotsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeServerlessCachesRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeUserGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTrustStoresRequest;
import software.amazon.awssdk.services.eventbridge.model.ListApiDestinationsRequest;
import software.amazon.awssdk.services.eventbridge.model.ListArchivesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListConnectionsRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEndpointsRequest;
import software.amazon.awssdk.services.eventbridge.model.ListEventSourcesRequest;
import software.amazon.awssdk.services.eventbridge.model.ListReplaysRequest;
import software.amazon.awssdk.services.iam.model.ListSamlProvidersRequest;
import software.amazon.awssdk.services.iam.model.ListServerCertificatesRequest;
import software.amazon.awssdk.services.iam.model.ListVirtualMfaDevicesRequest;
import software.amazon.awssdk.services.kms.model.DescribeCustomKeyStoresRequest;
import software.amazon.awssdk.services.rds.model.DescribeBlueGreenDeploymentsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbClusterSnapshotsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbProxiesRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbSecurityGroupsRequest;
import software.amazon.awssdk.services.rds.model.DescribeEventSubscriptionsRequest;
import software.amazon.awssdk.services.rds.model.DescribeGlobalClustersRequest;
import software.amazon.awssdk.services.rds.model.DescribeReservedDbInstancesRequest;
import software.amazon.awssdk.services.sns.model.ListPhoneNumbersOptedOutRequest;
import software.amazon.awssdk.services.sns.model.ListPlatformApplicationsRequest;
import software.amazon.awssdk.services.sns.model.ListSmsSandboxPhoneNumbersRequest;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Listings of things of which the sandbox has no action that makes one: an account without any answers so too. Services
 * register their own handlers for everything that can be made.
 */
@AutoService(SandboxService.class)
public final class AbsentSandbox implements SandboxService {
    private static final List<Class<? extends AwsRequest>> LISTINGS = List.of(
            GetDomainNamesRequest.class,
            GetVpcLinksRequest.class,
            DescribeTrustStoresRequest.class,
            DescribeDbClusterSnapshotsRequest.class,
            DescribeDbProxiesRequest.class,
            DescribeEventSubscriptionsRequest.class,
            DescribeGlobalClustersRequest.class,
            DescribeReservedDbInstancesRequest.class,
            DescribeBlueGreenDeploymentsRequest.class,
            software.amazon.awssdk.services.rds.model.DescribeExportTasksRequest.class,
            DescribeDbSecurityGroupsRequest.class,
            DescribeServerlessCachesRequest.class,
            DescribeServerlessCacheSnapshotsRequest.class,
            DescribeUserGroupsRequest.class,
            DescribeGlobalReplicationGroupsRequest.class,
            DescribeReservedCacheNodesRequest.class,
            DescribeCacheSecurityGroupsRequest.class,
            ListSamlProvidersRequest.class,
            ListServerCertificatesRequest.class,
            ListVirtualMfaDevicesRequest.class,
            ListPlatformApplicationsRequest.class,
            ListSmsSandboxPhoneNumbersRequest.class,
            ListPhoneNumbersOptedOutRequest.class,
            DescribeResourcePoliciesRequest.class,
            DescribeDestinationsRequest.class,
            software.amazon.awssdk.services.cloudwatchlogs.model.DescribeExportTasksRequest.class,
            DescribeQueryDefinitionsRequest.class,
            DescribeDeliveriesRequest.class,
            DescribeDeliverySourcesRequest.class,
            DescribeDeliveryDestinationsRequest.class,
            ListLogAnomalyDetectorsRequest.class,
            ListIntegrationsRequest.class,
            DescribePullThroughCacheRulesRequest.class,
            DescribeRepositoryCreationTemplatesRequest.class,
            DescribeCustomKeyStoresRequest.class,
            ListArchivesRequest.class,
            ListConnectionsRequest.class,
            ListApiDestinationsRequest.class,
            ListReplaysRequest.class,
            ListEndpointsRequest.class,
            ListEventSourcesRequest.class,
            ListGlobalTablesRequest.class,
            ListExportsRequest.class,
            ListImportsRequest.class,
            ListContributorInsightsRequest.class,
            DescribeAnomalyDetectorsRequest.class,
            DescribeInsightRulesRequest.class,
            ListMetricStreamsRequest.class);

    @Override
    public void install(Account account, Handlers handlers) {
        LISTINGS.forEach(listing -> empty(listing, handlers));
    }

    @Override
    public Object state() {
        return List.of();
    }

    private static <I extends AwsRequest> void empty(Class<I> listing, Handlers handlers) {
        handlers.on(listing, request -> nothing(listing));
    }

    private static AwsResponse nothing(Class<?> listing) {
        String name = listing.getName().replaceFirst("Request$", "Response");
        try {
            SdkPojo builder = (SdkPojo) Class.forName(name).getMethod("builder").invoke(null);
            return (AwsResponse) ((Buildable) builder).build();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the SDK names answers after their requests: " + name, e);
        }
    }
}
