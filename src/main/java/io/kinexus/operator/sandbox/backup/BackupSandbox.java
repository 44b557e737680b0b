package io.kinexus.operator.sandbox.backup;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.SandboxService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.backup.model.ListTagsRequest;
import software.amazon.awssdk.services.backup.model.ListTagsResponse;
import software.amazon.awssdk.services.backup.model.TagResourceRequest;
import software.amazon.awssdk.services.backup.model.TagResourceResponse;
import software.amazon.awssdk.services.backup.model.UntagResourceRequest;
import software.amazon.awssdk.services.backup.model.UntagResourceResponse;

/**
 * AWS Backup: vaults, plans and their selections, jobs, recovery points.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-backup/latest/devguide/api-reference.html">API reference</a>
 */
@AutoService(SandboxService.class)
public final class BackupSandbox implements SandboxService {
    private Optional<Backups> backups = Optional.empty();

    @Override
    public void install(Account account, Handlers handlers) {
        Backups all = new Backups(account);
        backups = Optional.of(all);
        Sources sources = new Sources(account);
        Points points = new Points(all, sources);
        BackupJobs jobs = new BackupJobs(all, sources, points);
        new Vaults(all).install(handlers);
        new Plans(all, jobs).install(handlers);
        new Selections(all).install(handlers);
        jobs.install(handlers);
        points.install(handlers);
        new Restores(all, points).install(handlers);
        handlers.on(ListTagsRequest.class, r -> ListTagsResponse.builder()
                .tags(all.tags().of(r.resourceArn()))
                .build());
        handlers.on(TagResourceRequest.class, r -> {
            all.tags().put(r.resourceArn(), r.tags());
            return TagResourceResponse.builder().build();
        });
        handlers.on(UntagResourceRequest.class, r -> {
            all.tags().remove(r.resourceArn(), r.tagKeyList());
            return UntagResourceResponse.builder().build();
        });
    }

    @Override
    public Object state() {
        Backups all = backups.orElseThrow();
        return Map.of(
                "vaults",
                List.copyOf(all.vaults.keySet()),
                "plans",
                all.plans.values().stream()
                        .map(plan -> plan.written.backupPlanName())
                        .toList(),
                "recoveryPoints",
                all.points.size(),
                "jobs",
                all.jobs.size(),
                "restoreJobs",
                all.restores.size());
    }
}
