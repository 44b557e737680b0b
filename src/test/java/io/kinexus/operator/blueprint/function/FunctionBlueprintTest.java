package io.kinexus.operator.blueprint.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinexus.operator.blueprint.Flaw;
import io.kinexus.operator.blueprint.Value;
import io.kinexus.operator.blueprint.function.FunctionDeclaration.Code;
import io.kinexus.operator.blueprint.function.FunctionDeclaration.Grant;
import io.kinexus.operator.blueprint.service.ServiceDeclaration.Architecture;
import io.kinexus.operator.core.resource.DeclarationId;
import io.kinexus.operator.core.resource.Declared;
import io.kinexus.operator.kind.function.FunctionSpec;
import io.kinexus.operator.kind.functionalias.FunctionAliasSpec;
import io.kinexus.operator.kind.loggroup.LogGroupSpec;
import io.kinexus.operator.kind.role.RoleSpec;
import io.kinexus.operator.support.DeclaredSite;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionBlueprintTest {
    private static final DeclaredSite SITE = new DeclaredSite("function/documents");
    private static final FunctionBlueprint BLUEPRINT = new FunctionBlueprint();

    private static FunctionDeclaration function(
            String runtime, String handler, Map<String, Value> environment, List<String> connectsTo, Duration kept) {
        return new FunctionDeclaration(
                runtime,
                handler,
                new Code("code", "documents.zip", Optional.of("v1")),
                512,
                Duration.ofSeconds(30),
                Architecture.ARM64,
                environment,
                List.of(new Grant(List.of("dynamodb:GetItem"), "table/documents")),
                Optional.empty(),
                connectsTo,
                Optional.of(5),
                kept);
    }

    private static FunctionDeclaration plain(Map<String, Value> environment) {
        return function("python3.12", "app.handler", environment, List.of(), Duration.ofDays(7));
    }

    private static <S> S spec(FunctionDeclaration declaration, Class<S> type) {
        return BLUEPRINT.expand(declaration, SITE).stream()
                .map(Declared::spec)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyFieldReachesItsResource() {
        Map<String, Value> environment = Map.of(
                "LEVEL", new Value.Text("INFO"),
                "TABLE", new Value.From(DeclarationId.of("table", "documents"), "name"),
                "BUCKET", new Value.From(DeclarationId.of("bucket", "docs"), "name"));
        FunctionSpec spec = spec(plain(environment), FunctionSpec.class);
        assertThat(spec.name()).isEqualTo("documents");
        assertThat(spec.codeBucket()).isEqualTo("${bucket/code.name}");
        assertThat(spec.codeVersion()).contains("v1");
        assertThat(spec.architecture()).isEqualTo("arm64");
        assertThat(spec.timeout()).isEqualTo(30);
        assertThat(spec.concurrency()).contains(5);
        assertThat(spec.role()).endsWith(":role/kinexus/test/test-documents-function");
        assertThat(spec.environment())
                .containsEntry("LEVEL", "INFO")
                .containsEntry("TABLE", "documents")
                .containsEntry("BUCKET", "${bucket/docs.name}");
        assertThat(spec(plain(Map.of()), LogGroupSpec.class))
                .isEqualTo(new LogGroupSpec("/aws/lambda/documents", Optional.of(7)));
        assertThat(spec(plain(Map.of()), FunctionAliasSpec.class))
                .isEqualTo(
                        new FunctionAliasSpec("${function/documents.name}", "live", "${function/documents.version}"));
    }

    @Test
    void itsRoleMayDoWhatIsDeclaredAndWriteItsLog() {
        FunctionDeclaration declaration =
                function("python3.12", "app.handler", Map.of(), List.of("event-bus/main"), Duration.ofDays(7));
        RoleSpec role = spec(declaration, RoleSpec.class);
        assertThat(role.trustPolicy()).contains("lambda.amazonaws.com");
        assertThat(role.managedPolicyArns()).isEmpty();
        assertThat(role.inlinePolicies().get("function"))
                .contains(
                        "log-group:/aws/lambda/documents:*", "dynamodb:GetItem", "table/documents", "events:PutEvents")
                .doesNotContain("ec2:", "logs:CreateLogGroup", "\"*\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        python3.7  | app.handler | A1    |            | 7  | spec.runtime        | python3.13
        go1.x      | app.handler | A1    |            | 7  | spec.runtime        | provided.al2023
        python3.12 | app handler | A1    |            | 7  | spec.handler        | without spaces
        python3.12 | app.handler | AWS_X |            | 7  | spec.environment.AWS_X | Lambda's
        python3.12 | app.handler | 1A    |            | 7  | spec.environment.1A | begin with a letter
        python3.12 | app.handler | A1    | database/d | 7  | spec.connectsTo[0]  | declare network
        python3.12 | app.handler | A1    |            | 6  | spec.logRetention   | CloudWatch Logs keeps
        """)
    void whatAwsRefusesIsRefusedFirst(
            String runtime, String handler, String variable, String other, int days, String path, String says) {
        FunctionDeclaration declaration = function(
                runtime,
                handler,
                Map.of(variable, new Value.Text("x")),
                other == null ? List.of() : List.of(other),
                Duration.ofDays(days));
        assertThat(BLUEPRINT.check(declaration, SITE)).singleElement().satisfies(flaw -> {
            assertThat(flaw.path()).isEqualTo(path);
            assertThat(flaw.message()).contains(says);
        });
    }

    @Test
    void variablesOfMoreThanFourKibibytesAreRefused() {
        assertThat(BLUEPRINT.check(plain(Map.of("A1", new Value.Text("x".repeat(4095)))), SITE))
                .extracting(Flaw::path)
                .containsExactly("spec.environment");
        assertThat(BLUEPRINT.check(plain(Map.of("A1", new Value.Text("x".repeat(4094)))), SITE))
                .isEmpty();
    }
}
