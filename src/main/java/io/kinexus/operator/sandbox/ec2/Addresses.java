package io.kinexus.operator.sandbox.ec2;

import io.kinexus.operator.sandbox.AwsFault;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AddressAttribute;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.AllocateAddressResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesAttributeRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesAttributeResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.DisassociateAddressResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressRequest;
import software.amazon.awssdk.services.ec2.model.ReleaseAddressResponse;

/**
 * Elastic IP addresses. The numbers are from TEST-NET-3, so that nobody takes them for real ones.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html">Elastic IP addresses</a>
 */
final class Addresses {
    private static final int NET = 256;
    private static final Shelf.Label LABEL = new Shelf.Label(
            "elastic-ip", "eipalloc", "InvalidAllocationID.NotFound", "The allocation ID '%s' does not exist");

    private final Ec2Desk desk;
    private final Shelf<Address> shelf;
    private int given;

    Addresses(Ec2Desk desk) {
        this.desk = desk;
        shelf = new Shelf<>(
                desk,
                LABEL,
                new Filters<Address>()
                        .by("allocation-id", Address::allocationId)
                        .by("association-id", Address::associationId)
                        .by("domain", Address::domainAsString)
                        .by("public-ip", Address::publicIp)
                        .by("private-ip-address", Address::privateIpAddress)
                        .by("network-interface-id", Address::networkInterfaceId)
                        .by("network-border-group", Address::networkBorderGroup));
    }

    Shelf<Address> shelf() {
        return shelf;
    }

    void install() {
        desk.on(AllocateAddressRequest.class, this::allocate);
        desk.on(DescribeAddressesRequest.class, this::describe);
        desk.on(DescribeAddressesAttributeRequest.class, this::attributes);
        desk.on(DisassociateAddressRequest.class, this::disassociate);
        desk.on(ReleaseAddressRequest.class, this::release);
    }

    private AllocateAddressResponse allocate(AllocateAddressRequest request) {
        Map<String, String> tags = shelf.asked(request.tagSpecifications());
        String id = shelf.freshId();
        int number = given++;
        Address address = Address.builder()
                .allocationId(id)
                .publicIp("203.0." + (113 + number / NET) + "." + number % NET)
                .publicIpv4Pool("amazon")
                .networkBorderGroup(desk.account().region())
                .domain("vpc")
                .build();
        shelf.add(id, address, tags);
        return AllocateAddressResponse.builder()
                .allocationId(id)
                .publicIp(address.publicIp())
                .publicIpv4Pool(address.publicIpv4Pool())
                .networkBorderGroup(address.networkBorderGroup())
                .domain("vpc")
                .build();
    }

    private DescribeAddressesResponse describe(DescribeAddressesRequest request) {
        for (String ip : request.publicIps()) {
            if (shelf.where(address -> address.publicIp().equals(ip)).isEmpty()) {
                throw AwsFault.badRequest("InvalidAddress.NotFound", "Address '" + ip + "' not found.");
            }
        }
        return DescribeAddressesResponse.builder()
                .addresses(shelf.picked(request.allocationIds(), request.filters()).stream()
                        .filter(address -> request.publicIps().isEmpty()
                                || request.publicIps().contains(address.publicIp()))
                        .map(address -> address.toBuilder()
                                .tags(shelf.tags(address.allocationId()))
                                .build())
                        .toList())
                .build();
    }

    /** No address has a reverse name of its own here. */
    private DescribeAddressesAttributeResponse attributes(DescribeAddressesAttributeRequest request) {
        return DescribeAddressesAttributeResponse.builder()
                .addresses(shelf.picked(request.allocationIds(), List.of()).stream()
                        .map(address -> AddressAttribute.builder()
                                .allocationId(address.allocationId())
                                .publicIp(address.publicIp())
                                .build())
                        .toList())
                .build();
    }

    /** Every address in use here is a NAT gateway's, which alone lets go of it. */
    private DisassociateAddressResponse disassociate(DisassociateAddressRequest request) {
        String id = Optional.ofNullable(request.associationId()).orElseThrow(() -> Ec2Desk.missing("associationId"));
        if (shelf.where(address -> id.equals(address.associationId())).isEmpty()) {
            throw AwsFault.badRequest(
                    "InvalidAssociationID.NotFound", "The association ID '" + id + "' does not exist");
        }
        throw AwsFault.badRequest("AuthFailure", "You do not have permission to access the specified resource: " + id);
    }

    private ReleaseAddressResponse release(ReleaseAddressRequest request) {
        if (request.allocationId() == null) {
            throw Ec2Desk.missing("allocationId");
        }
        Address address = shelf.get(request.allocationId());
        if (address.associationId() != null) {
            throw AwsFault.badRequest(
                    "InvalidIPAddress.InUse",
                    "Address " + address.publicIp() + " is in use by " + address.associationId() + ".");
        }
        shelf.remove(address.allocationId());
        return ReleaseAddressResponse.builder().build();
    }

    /**
     * Gives an address to an interface.
     *
     * @return the address with its association
     * @throws AwsFault {@code InvalidAllocationID.NotFound}, {@code Resource.AlreadyAssociated}
     */
    Address associate(@Nullable String allocationId, NetworkInterface eni) {
        Address address = shelf.get(allocationId);
        if (address.associationId() != null) {
            throw AwsFault.badRequest(
                    "Resource.AlreadyAssociated",
                    "resource " + address.allocationId() + " is already associated with " + address.associationId());
        }
        Address taken = address.toBuilder()
                .associationId(desk.freshId("eipassoc"))
                .networkInterfaceId(eni.networkInterfaceId())
                .networkInterfaceOwnerId(desk.account().id())
                .privateIpAddress(eni.privateIpAddress())
                .build();
        shelf.replace(address.allocationId(), taken);
        return taken;
    }

    void disassociate(String allocationId) {
        Optional<Address> taken = shelf.find(allocationId);
        taken.ifPresent(address -> shelf.replace(
                allocationId,
                address.toBuilder()
                        .associationId(null)
                        .networkInterfaceId(null)
                        .networkInterfaceOwnerId(null)
                        .privateIpAddress(null)
                        .build()));
    }
}
