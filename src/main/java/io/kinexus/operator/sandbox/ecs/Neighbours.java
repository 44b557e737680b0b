package io.kinexus.operator.sandbox.ecs;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.cloudwatch.CloudWatchSandbox;
import io.kinexus.operator.sandbox.ec2.Ec2Sandbox;
import io.kinexus.operator.sandbox.iam.IamSandbox;
import io.kinexus.operator.sandbox.secretsmanager.SecretsSandbox;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** The account's other services. */
final class Neighbours implements World {
    private static final String TASKS = "ecs-tasks.amazonaws.com";
    private static final String SERVICE = "ecs.amazonaws.com";

    private final Account account;

    Neighbours(Account account) {
        this.account = account;
    }

    @Override
    public boolean roleAssumable(String arn) {
        return account.service(IamSandbox.class).assumable(arn, TASKS);
    }

    @Override
    public boolean roleAssumableByEcs(String arn) {
        return account.service(IamSandbox.class).assumable(arn, SERVICE);
    }

    @Override
    public void linkRole() {
        account.service(IamSandbox.class).linkedRole(SERVICE);
    }

    @Override
    public boolean secretReadable(String reference) {
        boolean parameter = reference.contains(":ssm:") || !reference.startsWith("arn:");
        return parameter || account.service(SecretsSandbox.class).readable(reference);
    }

    @Override
    public boolean subnetExists(String id) {
        return account.service(Ec2Sandbox.class).subnet(id).isPresent();
    }

    @Override
    public boolean groupExists(String id) {
        return account.service(Ec2Sandbox.class).securityGroup(id).isPresent();
    }

    @Override
    public Optional<Place> take(String subnet, List<String> groups, String description) {
        Ec2Sandbox ec2 = account.service(Ec2Sandbox.class);
        try {
            Ec2Sandbox.Attached eni = ec2.attach(subnet, groups, "interface", description);
            return Optional.of(
                    new Place(eni.id(), eni.subnetId(), eni.availabilityZone(), eni.privateIp(), eni.macAddress()));
        } catch (AwsFault full) {
            // Whatever the reason, this subnet has no place for a task: the next one is tried.
            return Optional.empty();
        }
    }

    @Override
    public void giveBack(Place place) {
        account.service(Ec2Sandbox.class).detach(place.interfaceId());
    }

    @Override
    public boolean firing(String alarm) {
        return account.service(CloudWatchSandbox.class)
                .alarm(alarm)
                .filter(one -> one.stateValue() == StateValue.ALARM)
                .isPresent();
    }
}
