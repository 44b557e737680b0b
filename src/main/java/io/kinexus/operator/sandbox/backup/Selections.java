package io.kinexus.operator.sandbox.backup;

import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.backup.model.BackupSelection;
import software.amazon.awssdk.services.backup.model.BackupSelectionsListMember;
import software.amazon.awssdk.services.backup.model.CreateBackupSelectionRequest;
import software.amazon.awssdk.services.backup.model.CreateBackupSelectionResponse;
import software.amazon.awssdk.services.backup.model.DeleteBackupSelectionRequest;
import software.amazon.awssdk.services.backup.model.DeleteBackupSelectionResponse;
import software.amazon.awssdk.services.backup.model.GetBackupSelectionRequest;
import software.amazon.awssdk.services.backup.model.GetBackupSelectionResponse;
import software.amazon.awssdk.services.backup.model.ListBackupSelectionsRequest;
import software.amazon.awssdk.services.backup.model.ListBackupSelectionsResponse;

/**
 * What a plan backs up. A selection is never changed: it is deleted, and another one made.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupSelection.html">CreateBackupSelection</a>
 */
final class Selections {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,50}");
    private static final Pattern ROLE = Pattern.compile("arn:aws:iam::\\d{12}:role/.+");
    private static final int MOST = 500;

    private final Backups all;

    Selections(Backups all) {
        this.all = all;
    }

    void install(Handlers handlers) {
        handlers.on(CreateBackupSelectionRequest.class, this::create);
        handlers.on(GetBackupSelectionRequest.class, this::get);
        handlers.on(ListBackupSelectionsRequest.class, this::list);
        handlers.on(DeleteBackupSelectionRequest.class, this::delete);
    }

    private CreateBackupSelectionResponse create(CreateBackupSelectionRequest request) {
        Plan plan = all.plan(request.backupPlanId());
        BackupSelection written = request.backupSelection();
        String name = Backups.required(written == null ? null : written.selectionName(), "SelectionName");
        String role = Backups.required(written.iamRoleArn(), "IamRoleArn");
        if (!NAME.matcher(name).matches()) {
            throw Backups.invalid("Invalid selection name " + name);
        }
        if (!ROLE.matcher(role).matches()) {
            throw Backups.invalid("Invalid IAM role ARN " + role);
        }
        if (written.resources().isEmpty() && written.listOfTags().isEmpty()) {
            throw Backups.invalid("Invalid selection: it must contain resources or conditions");
        }
        if (written.resources().size() > MOST) {
            throw Backups.invalid("A selection takes at most " + MOST + " ARNs");
        }
        Optional<String> creator = Optional.ofNullable(request.creatorRequestId());
        Plan.Selection made = plan.selections.values().stream()
                .filter(one -> creator.isPresent() && creator.equals(one.creator()))
                .findFirst()
                .orElseGet(() -> {
                    Plan.Selection fresh =
                            new Plan.Selection(all.account.dice().uuid(), written, all.account.now(), creator);
                    plan.selections.put(fresh.id(), fresh);
                    return fresh;
                });
        return CreateBackupSelectionResponse.builder()
                .backupPlanId(plan.id)
                .selectionId(made.id())
                .creationDate(made.created())
                .build();
    }

    private GetBackupSelectionResponse get(GetBackupSelectionRequest request) {
        Plan plan = all.plan(request.backupPlanId());
        Plan.Selection one = known(plan, request.selectionId());
        return GetBackupSelectionResponse.builder()
                .backupPlanId(plan.id)
                .selectionId(one.id())
                .backupSelection(one.written())
                .creationDate(one.created())
                .creatorRequestId(one.creator().orElse(null))
                .build();
    }

    private ListBackupSelectionsResponse list(ListBackupSelectionsRequest request) {
        Plan plan = all.plan(request.backupPlanId());
        Pages.Page<Plan.Selection> page =
                Backups.page(plan.selections.values(), request.maxResults(), request.nextToken());
        return ListBackupSelectionsResponse.builder()
                .backupSelectionsList(page.items().stream()
                        .map(one -> BackupSelectionsListMember.builder()
                                .backupPlanId(plan.id)
                                .selectionId(one.id())
                                .selectionName(one.written().selectionName())
                                .iamRoleArn(one.written().iamRoleArn())
                                .creationDate(one.created())
                                .creatorRequestId(one.creator().orElse(null))
                                .build())
                        .toList())
                .nextToken(page.next())
                .build();
    }

    private DeleteBackupSelectionResponse delete(DeleteBackupSelectionRequest request) {
        Plan plan = all.plan(request.backupPlanId());
        plan.selections.remove(known(plan, request.selectionId()).id());
        return DeleteBackupSelectionResponse.builder().build();
    }

    private static Plan.Selection known(Plan plan, String id) {
        return Optional.ofNullable(plan.selections.get(Backups.required(id, "SelectionId")))
                .orElseThrow(() -> Backups.notFound("Selection " + id + " does not exist in plan " + plan.id));
    }
}
