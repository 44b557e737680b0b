package io.kinexus.operator.sandbox.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.DashboardEntry;
import software.amazon.awssdk.services.cloudwatch.model.DeleteDashboardsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteDashboardsResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetDashboardResponse;
import software.amazon.awssdk.services.cloudwatch.model.ListDashboardsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListDashboardsResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutDashboardRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutDashboardResponse;

/**
 * Dashboards: kept whole, checked to be a JSON object with widgets.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutDashboard.html">PutDashboard</a>
 */
final class Dashboards {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 1000;
    private static final int NOT_FOUND = 404;

    private record Dashboard(String body, Instant changed) {}

    private final Account account;
    private final Map<String, Dashboard> all = new TreeMap<>();

    Dashboards(Account account) {
        this.account = account;
    }

    void install(Handlers handlers) {
        handlers.on(PutDashboardRequest.class, this::put);
        handlers.on(GetDashboardRequest.class, this::get);
        handlers.on(ListDashboardsRequest.class, this::list);
        handlers.on(DeleteDashboardsRequest.class, this::delete);
    }

    Object state() {
        return Map.copyOf(all);
    }

    private PutDashboardResponse put(PutDashboardRequest request) {
        String name = Optional.ofNullable(request.dashboardName()).orElse("");
        if (!name.matches("[A-Za-z0-9_-]{1,255}")) {
            throw AwsFault.badRequest("InvalidParameterInput", "The dashboard name is not valid");
        }
        try {
            if (!JSON.readTree(request.dashboardBody()).path("widgets").isArray()) {
                throw AwsFault.badRequest("InvalidParameterInput", "The field widgets must be an array");
            }
        } catch (JsonProcessingException e) {
            throw AwsFault.badRequest("InvalidParameterInput", "The dashboard body is not valid JSON");
        }
        all.put(name, new Dashboard(request.dashboardBody(), account.now()));
        return PutDashboardResponse.builder()
                .dashboardValidationMessages(List.of())
                .build();
    }

    private GetDashboardResponse get(GetDashboardRequest request) {
        return GetDashboardResponse.builder()
                .dashboardName(request.dashboardName())
                .dashboardArn(arn(request.dashboardName()))
                .dashboardBody(existing(request.dashboardName()).body())
                .build();
    }

    private ListDashboardsResponse list(ListDashboardsRequest request) {
        String prefix = Optional.ofNullable(request.dashboardNamePrefix()).orElse("");
        List<DashboardEntry> entries = all.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .map(entry -> DashboardEntry.builder()
                        .dashboardName(entry.getKey())
                        .dashboardArn(arn(entry.getKey()))
                        .lastModified(entry.getValue().changed())
                        .size((long) entry.getValue().body().getBytes(StandardCharsets.UTF_8).length)
                        .build())
                .toList();
        Pages.Page<DashboardEntry> page = Pages.of(entries, null, PAGE, PAGE, request.nextToken());
        return ListDashboardsResponse.builder()
                .dashboardEntries(page.items())
                .nextToken(page.next())
                .build();
    }

    private DeleteDashboardsResponse delete(DeleteDashboardsRequest request) {
        request.dashboardNames().forEach(this::existing);
        request.dashboardNames().forEach(all::remove);
        return DeleteDashboardsResponse.builder().build();
    }

    private Dashboard existing(String name) {
        return Optional.ofNullable(all.get(name))
                .orElseThrow(
                        () -> new AwsFault("ResourceNotFound", NOT_FOUND, "Dashboard " + name + " does not exist"));
    }

    /** Dashboards are global: their ARN has no region. */
    private String arn(String name) {
        return "arn:aws:cloudwatch::" + account.id() + ":dashboard/" + name;
    }
}
