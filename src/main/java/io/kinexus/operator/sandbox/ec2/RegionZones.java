package io.kinexus.operator.sandbox.ec2;

import io.kinexus.operator.sandbox.Account;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AccountAttribute;
import software.amazon.awssdk.services.ec2.model.AccountAttributeValue;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAccountAttributesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsResponse;
import software.amazon.awssdk.services.ec2.model.Region;

/**
 * The availability zones of the account's region. Zone ids follow the letters here; AWS shuffles them by account.
 *
 * @see <a href="https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html">Availability
 *     Zones</a>
 */
final class RegionZones {
    private static final Map<String, String> LETTERS = Map.of(
            "us-east-1", "abcdef",
            "us-west-2", "abcd",
            "us-west-1", "ac",
            "ap-northeast-1", "acd",
            "ap-northeast-2", "abcd",
            "ca-central-1", "abd");
    private static final String USUAL = "abc";
    private static final List<String> REGIONS = List.of(
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
            "ca-central-1",
            "eu-central-1",
            "eu-north-1",
            "eu-west-1",
            "eu-west-2",
            "eu-west-3",
            "ap-northeast-1",
            "ap-northeast-2",
            "ap-south-1",
            "ap-southeast-1",
            "ap-southeast-2",
            "sa-east-1");

    private final Account account;
    private final List<String> letters;

    RegionZones(Account account) {
        this.account = account;
        letters = List.of(LETTERS.getOrDefault(account.region(), USUAL).split(""));
    }

    void install(Ec2Desk desk) {
        desk.on(DescribeAvailabilityZonesRequest.class, this::describe);
        desk.on(DescribeRegionsRequest.class, this::regions);
        desk.on(DescribeAccountAttributesRequest.class, request -> attributes());
    }

    List<String> names() {
        return letters.stream().map(letter -> account.region() + letter).toList();
    }

    /** {@code use1-az1} for {@code us-east-1a}. */
    String zoneId(String zone) {
        String[] parts = account.region().split("-");
        int place = names().indexOf(zone) + 1;
        boolean between =
                parts[1].length() > "west".length() && (parts[1].endsWith("east") || parts[1].endsWith("west"));
        String direction = parts[1].substring(0, 1) + (between ? parts[1].substring(5, 6) : "");
        return parts[0] + direction + parts[2] + "-az" + place;
    }

    /** The zone that a request names; the first when it names none. */
    String named(@Nullable String name, @Nullable String id) {
        if (name == null && id == null) {
            return names().get(0);
        }
        return names().stream()
                .filter(zone -> zone.equals(name) || zoneId(zone).equals(id))
                .findFirst()
                .orElseThrow(() -> Ec2Desk.invalid("Value (" + (name == null ? id : name)
                        + ") for parameter availabilityZone is invalid. Subnets can currently only be created in the"
                        + " following availability zones: " + String.join(", ", names()) + "."));
    }

    private DescribeAvailabilityZonesResponse describe(DescribeAvailabilityZonesRequest request) {
        Filters<AvailabilityZone> filters = new Filters<AvailabilityZone>()
                .by("zone-name", AvailabilityZone::zoneName)
                .by("zone-id", AvailabilityZone::zoneId)
                .by("zone-type", AvailabilityZone::zoneType)
                .by("region-name", AvailabilityZone::regionName)
                .by("state", AvailabilityZone::stateAsString)
                .by("group-name", AvailabilityZone::groupName)
                .by("opt-in-status", AvailabilityZone::optInStatusAsString);
        return DescribeAvailabilityZonesResponse.builder()
                .availabilityZones(names().stream()
                        .map(this::zone)
                        .filter(zone -> request.zoneNames().isEmpty()
                                || request.zoneNames().contains(zone.zoneName()))
                        .filter(zone ->
                                request.zoneIds().isEmpty() || request.zoneIds().contains(zone.zoneId()))
                        .filter(zone -> filters.match(zone, Map.of(), request.filters()))
                        .toList())
                .build();
    }

    private AvailabilityZone zone(String name) {
        return AvailabilityZone.builder()
                .zoneName(name)
                .zoneId(zoneId(name))
                .regionName(account.region())
                .groupName(account.region())
                .networkBorderGroup(account.region())
                .zoneType("availability-zone")
                .optInStatus("opt-in-not-required")
                .state("available")
                .messages(List.of())
                .build();
    }

    private DescribeRegionsResponse regions(DescribeRegionsRequest request) {
        return DescribeRegionsResponse.builder()
                .regions(REGIONS.stream()
                        .filter(name -> request.regionNames().isEmpty()
                                || request.regionNames().contains(name))
                        .map(name -> Region.builder()
                                .regionName(name)
                                .endpoint("ec2." + name + ".amazonaws.com")
                                .optInStatus("opt-in-not-required")
                                .build())
                        .toList())
                .build();
    }

    private static DescribeAccountAttributesResponse attributes() {
        return DescribeAccountAttributesResponse.builder()
                .accountAttributes(AccountAttribute.builder()
                        .attributeName("supported-platforms")
                        .attributeValues(AccountAttributeValue.builder()
                                .attributeValue("VPC")
                                .build())
                        .build())
                .build();
    }
}
