package io.kinexus.operator.kind.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kinexus.operator.core.diff.Field;
import io.kinexus.operator.core.diff.Fields;
import io.kinexus.operator.core.resource.Floor;
import io.kinexus.operator.core.resource.KindName;
import io.kinexus.operator.core.resource.Names;
import io.kinexus.operator.core.resource.Permission;
import io.kinexus.operator.core.resource.ResourceId;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a dashboard is to us. Pure. */
final class Dashboards {
    static final KindName NAME = new KindName("dashboard");
    /** A thousand names a page; then each by itself. */
    static final Floor FLOOR = new Floor(1000, 1).withoutTags();

    private static final int SHOWN = 8;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern MARK =
            Pattern.compile("`" + DashboardSpec.MARK + "([a-z0-9-]+)/" + NAME.value() + "/([A-Za-z0-9_-]+)`");

    /** Dashboards belong to the account, and have no region. */
    private static final String ANY = "arn:aws:cloudwatch::${account}:dashboard/*";

    private static final String NAMED = "arn:aws:cloudwatch::${account}:dashboard/${name}";

    static final Fields<DashboardSpec, DashboardLive> FIELDS = Fields.<DashboardSpec, DashboardLive>table()
            .row(Field.<DashboardSpec, DashboardLive, String>field(
                            "dashboardBody", DashboardSpec::body, DashboardLive::body)
                    .matching(Dashboards::same)
                    .showing(Dashboards::text))
            .unmanaged("dashboardName", "its identity")
            .build();

    static final Set<Permission> PERMISSIONS = Set.of(
            Permission.anywhere("cloudwatch:ListDashboards", "the action has no resource-level permissions"),
            Permission.on("cloudwatch:GetDashboard", ANY)
                    .because("AWS has no tags for dashboards: which of them are ours stands in their text"),
            Permission.on("cloudwatch:PutDashboard", NAMED),
            Permission.on("cloudwatch:DeleteDashboards", ANY)
                    .because("what is left over is removed under the name that it had"));

    private Dashboards() {}

    /** By what it says, not by its spaces or the order of its members. */
    private static boolean same(String want, String have) {
        Optional<JsonNode> wanted = read(want);
        return wanted.isPresent() ? wanted.equals(read(have)) : want.equals(have);
    }

    /** A body is long: how many widgets it has, and what tells it from another. */
    private static String text(String body) {
        String widgets =
                read(body).map(json -> json.path("widgets").size() + " widgets").orElse("no JSON");
        return widgets + ", sha256:" + Names.sha256(body).substring(0, SHOWN);
    }

    private static Optional<JsonNode> read(String body) {
        try {
            return Optional.of(JSON.readTree(body));
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    /** Whose it is, by the mark in its text; empty for one that somebody else has made. */
    static Optional<ResourceId> id(String body) {
        Matcher mark = MARK.matcher(body);
        return mark.find() ? Optional.of(new ResourceId(mark.group(1), NAME, mark.group(2))) : Optional.empty();
    }
}
