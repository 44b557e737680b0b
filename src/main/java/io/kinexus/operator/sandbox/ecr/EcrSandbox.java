package io.kinexus.operator.sandbox.ecr;

import com.google.auto.service.AutoService;
import io.kinexus.operator.sandbox.Account;
import io.kinexus.operator.sandbox.AwsFault;
import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import io.kinexus.operator.sandbox.SandboxService;
import io.kinexus.operator.sandbox.tagging.TagStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.DeleteLifecyclePolicyRequest;
import software.amazon.awssdk.services.ecr.model.DeleteLifecyclePolicyResponse;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryPolicyResponse;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.DeleteRepositoryResponse;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecr.model.EncryptionConfiguration;
import software.amazon.awssdk.services.ecr.model.EncryptionType;
import software.amazon.awssdk.services.ecr.model.GetAuthorizationTokenRequest;
import software.amazon.awssdk.services.ecr.model.GetAuthorizationTokenResponse;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyRequest;
import software.amazon.awssdk.services.ecr.model.GetLifecyclePolicyResponse;
import software.amazon.awssdk.services.ecr.model.GetRepositoryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.GetRepositoryPolicyResponse;
import software.amazon.awssdk.services.ecr.model.ImageScanningConfiguration;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.ecr.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.ecr.model.PutImageScanningConfigurationRequest;
import software.amazon.awssdk.services.ecr.model.PutImageScanningConfigurationResponse;
import software.amazon.awssdk.services.ecr.model.PutImageTagMutabilityRequest;
import software.amazon.awssdk.services.ecr.model.PutImageTagMutabilityResponse;
import software.amazon.awssdk.services.ecr.model.PutLifecyclePolicyRequest;
import software.amazon.awssdk.services.ecr.model.PutLifecyclePolicyResponse;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.SetRepositoryPolicyRequest;
import software.amazon.awssdk.services.ecr.model.SetRepositoryPolicyResponse;
import software.amazon.awssdk.services.ecr.model.Tag;
import software.amazon.awssdk.services.ecr.model.TagResourceRequest;
import software.amazon.awssdk.services.ecr.model.TagResourceResponse;
import software.amazon.awssdk.services.ecr.model.UntagResourceRequest;
import software.amazon.awssdk.services.ecr.model.UntagResourceResponse;

/**
 * Repositories and their images. Every tag of every repository exists, since nobody pushes here; a tag that ends in {@code
 * -missing} does not.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/Welcome.html">API reference</a>
 */
@AutoService(SandboxService.class)
public final class EcrSandbox implements SandboxService {
    private static final int PAGE = 100;
    private static final int MOST = 1000;

    private static final class Repo {
        private final String name;
        private final String arn;
        private final Instant created;
        private ImageTagMutability mutability;
        private ImageScanningConfiguration scanning;
        private EncryptionConfiguration encryption;
        private Optional<String> lifecycle = Optional.empty();
        private Optional<String> policy = Optional.empty();

        private Repo(
                String name,
                String arn,
                Instant created,
                ImageTagMutability mutability,
                ImageScanningConfiguration scanning,
                EncryptionConfiguration encryption) {
            this.name = name;
            this.arn = arn;
            this.created = created;
            this.mutability = mutability;
            this.scanning = scanning;
            this.encryption = encryption;
        }
    }

    private final Map<String, Repo> repositories = new TreeMap<>();
    private Optional<Account> home = Optional.empty();

    @Override
    public void install(Account account, Handlers handlers) {
        home = Optional.of(account);
        handlers.on(CreateRepositoryRequest.class, this::create);
        handlers.on(DescribeRepositoriesRequest.class, this::describe);
        handlers.on(DeleteRepositoryRequest.class, this::delete);
        handlers.on(PutImageTagMutabilityRequest.class, r -> {
            existing(r.repositoryName()).mutability = r.imageTagMutability();
            return PutImageTagMutabilityResponse.builder()
                    .repositoryName(r.repositoryName())
                    .imageTagMutability(r.imageTagMutability())
                    .build();
        });
        handlers.on(PutImageScanningConfigurationRequest.class, r -> {
            existing(r.repositoryName()).scanning = r.imageScanningConfiguration();
            return PutImageScanningConfigurationResponse.builder()
                    .repositoryName(r.repositoryName())
                    .imageScanningConfiguration(r.imageScanningConfiguration())
                    .build();
        });
        handlers.on(GetAuthorizationTokenRequest.class, this::token);
        new ImageCalls(account, handlers);
        policies(handlers);
        tags(handlers);
    }

    private void policies(Handlers handlers) {
        handlers.on(PutLifecyclePolicyRequest.class, r -> {
            existing(r.repositoryName()).lifecycle = Optional.of(r.lifecyclePolicyText());
            return PutLifecyclePolicyResponse.builder()
                    .repositoryName(r.repositoryName())
                    .lifecyclePolicyText(r.lifecyclePolicyText())
                    .build();
        });
        handlers.on(GetLifecyclePolicyRequest.class, r -> GetLifecyclePolicyResponse.builder()
                .repositoryName(r.repositoryName())
                .lifecyclePolicyText(existing(r.repositoryName())
                        .lifecycle
                        .orElseThrow(() ->
                                missing("LifecyclePolicyNotFoundException", "Lifecycle policy", r.repositoryName())))
                .build());
        handlers.on(DeleteLifecyclePolicyRequest.class, r -> {
            existing(r.repositoryName()).lifecycle = Optional.empty();
            return DeleteLifecyclePolicyResponse.builder().build();
        });
        handlers.on(SetRepositoryPolicyRequest.class, r -> {
            existing(r.repositoryName()).policy = Optional.of(r.policyText());
            return SetRepositoryPolicyResponse.builder()
                    .repositoryName(r.repositoryName())
                    .policyText(r.policyText())
                    .build();
        });
        handlers.on(GetRepositoryPolicyRequest.class, r -> GetRepositoryPolicyResponse.builder()
                .repositoryName(r.repositoryName())
                .policyText(existing(r.repositoryName())
                        .policy
                        .orElseThrow(() ->
                                missing("RepositoryPolicyNotFoundException", "Repository policy", r.repositoryName())))
                .build());
        handlers.on(DeleteRepositoryPolicyRequest.class, r -> {
            existing(r.repositoryName()).policy = Optional.empty();
            return DeleteRepositoryPolicyResponse.builder().build();
        });
    }

    private void tags(Handlers handlers) {
        handlers.on(ListTagsForResourceRequest.class, r -> ListTagsForResourceResponse.builder()
                .tags(tagStore().of(byArn(r.resourceArn()).arn).entrySet().stream()
                        .map(t -> Tag.builder()
                                .key(t.getKey())
                                .value(t.getValue())
                                .build())
                        .toList())
                .build());
        handlers.on(TagResourceRequest.class, r -> {
            tagStore().put(byArn(r.resourceArn()).arn, map(r.tags()));
            return TagResourceResponse.builder().build();
        });
        handlers.on(UntagResourceRequest.class, r -> {
            tagStore().remove(byArn(r.resourceArn()).arn, r.tagKeys());
            return UntagResourceResponse.builder().build();
        });
    }

    @Override
    public Object state() {
        return Map.of("repositories", List.copyOf(repositories.keySet()));
    }

    private CreateRepositoryResponse create(CreateRepositoryRequest request) {
        String name = String.valueOf(request.repositoryName());
        if (!name.matches("(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*")) {
            throw AwsFault.badRequest("InvalidParameterException", "Invalid repository name: " + name);
        }
        if (repositories.containsKey(name)) {
            throw AwsFault.badRequest(
                    "RepositoryAlreadyExistsException",
                    "The repository with name '" + name + "' already exists in the registry with id '"
                            + account().id() + "'");
        }
        Repo repo = new Repo(
                name,
                account().arn("ecr", "repository/" + name),
                account().now(),
                Optional.ofNullable(request.imageTagMutability()).orElse(ImageTagMutability.MUTABLE),
                Optional.ofNullable(request.imageScanningConfiguration())
                        .orElse(ImageScanningConfiguration.builder()
                                .scanOnPush(false)
                                .build()),
                Optional.ofNullable(request.encryptionConfiguration())
                        .orElse(EncryptionConfiguration.builder()
                                .encryptionType(EncryptionType.AES256)
                                .build()));
        repositories.put(name, repo);
        tagStore().put(repo.arn, map(request.tags()));
        return CreateRepositoryResponse.builder().repository(described(repo)).build();
    }

    private Repository described(Repo repo) {
        return Repository.builder()
                .repositoryName(repo.name)
                .repositoryArn(repo.arn)
                .registryId(account().id())
                .repositoryUri(account().id() + ".dkr.ecr." + account().region() + ".amazonaws.com/" + repo.name)
                .createdAt(repo.created)
                .imageTagMutability(repo.mutability)
                .imageScanningConfiguration(repo.scanning)
                .encryptionConfiguration(repo.encryption)
                .build();
    }

    private DescribeRepositoriesResponse describe(DescribeRepositoriesRequest request) {
        List<Repo> wanted = new ArrayList<>();
        if (request.hasRepositoryNames() && !request.repositoryNames().isEmpty()) {
            request.repositoryNames().forEach(name -> wanted.add(existing(name)));
        } else {
            wanted.addAll(repositories.values());
        }
        var page = Pages.of(wanted, request.maxResults(), PAGE, MOST, request.nextToken());
        return DescribeRepositoriesResponse.builder()
                .repositories(page.items().stream().map(this::described).toList())
                .nextToken(page.next())
                .build();
    }

    private DeleteRepositoryResponse delete(DeleteRepositoryRequest request) {
        Repo repo = existing(request.repositoryName());
        repositories.remove(repo.name);
        tagStore().forget(repo.arn);
        return DeleteRepositoryResponse.builder().repository(described(repo)).build();
    }

    private GetAuthorizationTokenResponse token(GetAuthorizationTokenRequest request) {
        String token = Base64.getEncoder().encodeToString("AWS:sandbox".getBytes(StandardCharsets.UTF_8));
        return GetAuthorizationTokenResponse.builder()
                .authorizationData(AuthorizationData.builder()
                        .authorizationToken(token)
                        .expiresAt(account().now().plus(Duration.ofHours(12)))
                        .proxyEndpoint("https://" + account().id() + ".dkr.ecr."
                                + account().region() + ".amazonaws.com")
                        .build())
                .build();
    }

    private Repo existing(String name) {
        return Optional.ofNullable(repositories.get(name))
                .orElseThrow(() -> AwsFault.badRequest(
                        "RepositoryNotFoundException",
                        "The repository with name '" + name + "' does not exist in the registry with id '"
                                + account().id() + "'"));
    }

    private Repo byArn(String arn) {
        String prefix = account().arn("ecr", "repository/");
        if (!arn.startsWith(prefix)) {
            throw AwsFault.badRequest("InvalidParameterException", "Invalid parameter at 'resourceArn': " + arn);
        }
        return existing(arn.substring(prefix.length()));
    }

    private static AwsFault missing(String code, String what, String repository) {
        return AwsFault.badRequest(code, what + " does not exist for the repository with name '" + repository + "'");
    }

    private static Map<String, String> map(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private TagStore tagStore() {
        return account().service(TagStore.class);
    }

    private Account account() {
        return home.orElseThrow();
    }
}
