package io.kinexus.operator.sandbox.kms;

import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.AliasListEntry;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasResponse;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasResponse;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasResponse;

/** Other names of keys. */
final class AliasCalls {
    private static final int PAGE = 50;
    private static final int MOST = 100;

    private final Account account;
    private final Keys keys;

    AliasCalls(Account account, Keys keys, Handlers handlers) {
        this.account = account;
        this.keys = keys;

        handlers.on(CreateAliasRequest.class, this::createAlias);
        handlers.on(UpdateAliasRequest.class, r -> {
            existingAlias(r.aliasName());
            keys.aliases().put(r.aliasName(), keys.changeable(r.targetKeyId()).id);
            return UpdateAliasResponse.builder().build();
        });
        handlers.on(DeleteAliasRequest.class, r -> {
            keys.aliases().remove(existingAlias(r.aliasName()));
            return DeleteAliasResponse.builder().build();
        });
        handlers.on(ListAliasesRequest.class, this::listAliases);
    }

    private CreateAliasResponse createAlias(CreateAliasRequest request) {
        String name = String.valueOf(request.aliasName());
        if (!name.matches("alias/[a-zA-Z0-9/_-]+") || name.startsWith("alias/aws/")) {
            throw AwsFault.badRequest("ValidationException", "Invalid alias: " + name);
        }
        if (keys.aliases().containsKey(name)) {
            throw AwsFault.badRequest(
                    "AlreadyExistsException", "An alias with the name " + aliasArn(name) + " already exists");
        }
        keys.aliases().put(name, keys.changeable(request.targetKeyId()).id);
        return CreateAliasResponse.builder().build();
    }

    private String existingAlias(@Nullable String name) {
        if (name == null || !keys.aliases().containsKey(name)) {
            throw AwsFault.badRequest("NotFoundException", "Alias " + name + " is not found.");
        }
        return name;
    }

    private ListAliasesResponse listAliases(ListAliasesRequest request) {
        Optional<String> only = Optional.ofNullable(request.keyId()).map(id -> keys.find(id).id);
        List<AliasListEntry> entries = keys.aliases().entrySet().stream()
                .filter(e -> only.map(e.getValue()::equals).orElse(true))
                .map(e -> AliasListEntry.builder()
                        .aliasName(e.getKey())
                        .aliasArn(aliasArn(e.getKey()))
                        .targetKeyId(e.getValue())
                        .build())
                .toList();
        var page = Pages.of(entries, request.limit(), PAGE, MOST, request.marker());
        return ListAliasesResponse.builder()
                .aliases(page.items())
                .nextMarker(page.next())
                .truncated(page.next() != null)
                .build();
    }

    private String aliasArn(String name) {
        return account.arn("kms", name);
    }
}
