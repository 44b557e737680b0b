package io.kinexus.operator.sandbox.ec2;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Plain;
import io.kinexus.operator.sandbox.SandboxService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;

/**
 * EC2's networking: one service over its resources, and what the other services ask of it.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Welcome.html">API reference</a>
 */
@AutoService(SandboxService.class)
public final class Ec2Sandbox implements SandboxService {
    /**
     * A network interface that a service holds.
     *
     * @param id {@code eni-} and 17 hex digits
     */
    public record Attached(
            String id, String privateIp, String macAddress, String subnetId, String vpcId, String availabilityZone) {}

    private Optional<Ec2Rooms> rooms = Optional.empty();

    @Override
    public void install(Account account, Handlers handlers) {
        Ec2Rooms all = new Ec2Rooms(new Ec2Desk(account, handlers));
        Empties.install(handlers);
        rooms = Optional.of(all);
        all.install();
    }

    @Override
    public Object state() {
        Map<String, Object> state = new LinkedHashMap<>();
        rooms().shelves().forEach(shelf -> {
            Map<String, Object> items = new TreeMap<>();
            shelf.ids()
                    .forEach(id ->
                            items.put(id, Plain.of((SdkPojo) shelf.find(id).orElseThrow())));
            state.put(shelf.type(), items);
        });
        return state;
    }

    /**
     * Takes an address of a subnet for a task, a load balancer's node, a database.
     *
     * @param groupIds security groups; none means the VPC's default one
     * @param type AWS's interface type: {@code interface}, {@code network_load_balancer}, {@code nat_gateway}, ...
     * @throws AwsFault {@code InvalidSubnetID.NotFound}, {@code InvalidGroup.NotFound}, {@code
     *     InsufficientFreeAddressesInSubnet}
     */
    public Attached attach(String subnetId, List<String> groupIds, String type, String description) {
        return attached(rooms().attach(subnetId, groupIds, type, description));
    }

    /** Gives the address back; one that is gone is fine. */
    public void detach(String networkInterfaceId) {
        rooms().interfaces().detach(networkInterfaceId);
    }

    /** How many addresses of a subnet are free; empty when there is no such subnet. */
    public Optional<Integer> freeAddresses(String subnetId) {
        return subnet(subnetId).map(subnet -> rooms().subnets().free(subnet));
    }

    public Optional<Subnet> subnet(String subnetId) {
        return rooms().subnets().shelf().find(subnetId);
    }

    public Optional<SecurityGroup> securityGroup(String groupId) {
        return rooms().groups().shelf().find(groupId);
    }

    /** The id of a VPC's default security group; empty when there is no such VPC. */
    public Optional<String> defaultGroup(String vpcId) {
        return rooms().vpcs().shelf().find(vpcId).map(vpc -> rooms().groups().usual(vpcId));
    }

    public boolean hasVpc(String vpcId) {
        return rooms().vpcs().shelf().has(vpcId);
    }

    /** The ids of a VPC's subnets, in the order of their making. */
    public List<String> subnetsOf(String vpcId) {
        return new ArrayList<>(rooms().subnets().shelf().all())
                .stream()
                        .filter(subnet -> subnet.vpcId().equals(vpcId))
                        .map(Subnet::subnetId)
                        .toList();
    }

    private static Attached attached(NetworkInterface eni) {
        return new Attached(
                eni.networkInterfaceId(),
                eni.privateIpAddress(),
                eni.macAddress(),
                eni.subnetId(),
                eni.vpcId(),
                eni.availabilityZone());
    }

    private Ec2Rooms rooms() {
        return rooms.orElseThrow();
    }
}
