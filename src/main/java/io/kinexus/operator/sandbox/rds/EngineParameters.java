package io.kinexus.operator.sandbox.rds;

import io.kinexus.operator.sandbox.Handlers;
import io.kinexus.operator.sandbox.Pages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.ApplyMethod;
import software.amazon.awssdk.services.rds.model.DescribeEngineDefaultParametersRequest;
import software.amazon.awssdk.services.rds.model.DescribeEngineDefaultParametersResponse;
import software.amazon.awssdk.services.rds.model.EngineDefaults;
import software.amazon.awssdk.services.rds.model.Parameter;

/**
 * What engines let one set: an excerpt of the real lists, which have some four hundred entries. MariaDB has MySQL's.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeEngineDefaultParameters.html">DescribeEngineDefaultParameters</a>
 */
final class EngineParameters {
    private static final int COLUMNS = 6;

    private final List<Parameter> postgres = new ArrayList<>();
    private final List<Parameter> mysql = new ArrayList<>();

    EngineParameters() {
        text().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            String[] cells = line.split(",", COLUMNS);
            (cells[0].trim().equals("postgres") ? postgres : mysql).add(read(cells));
        });
    }

    private static Parameter read(String[] cells) {
        return Parameter.builder()
                .parameterName(cells[1].trim())
                .applyType(cells[2].trim())
                .dataType(cells[3].trim())
                .allowedValues(
                        cells[4].trim().isEmpty() ? null : cells[4].trim().replace(';', ','))
                .parameterValue(cells[5].trim().isEmpty() ? null : cells[5].trim())
                .applyMethod(ApplyMethod.PENDING_REBOOT)
                .source("engine-default")
                .isModifiable(true)
                .build();
    }

    private static String text() {
        try (InputStream file = EngineParameters.class.getResourceAsStream("parameters.csv")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void install(Handlers handlers) {
        handlers.on(DescribeEngineDefaultParametersRequest.class, this::defaults);
    }

    private DescribeEngineDefaultParametersResponse defaults(DescribeEngineDefaultParametersRequest request) {
        String family = Rds.required(request.dbParameterGroupFamily(), "DBParameterGroupFamily");
        if (!EngineVersions.families().contains(family)) {
            throw Rds.value("ParameterGroupFamily " + family + " is not a valid parameter group family");
        }
        Pages.Page<Parameter> page = Rds.page(of(family), request.maxRecords(), request.marker());
        return DescribeEngineDefaultParametersResponse.builder()
                .engineDefaults(EngineDefaults.builder()
                        .dbParameterGroupFamily(family)
                        .parameters(page.items())
                        .marker(page.next())
                        .build())
                .build();
    }

    List<Parameter> of(String family) {
        return family.startsWith("postgres") ? postgres : mysql;
    }

    /** The parameter of a family; RDS refuses names that it does not know. */
    Parameter known(String family, String name) {
        return of(family).stream()
                .filter(one -> one.parameterName().equals(name))
                .findFirst()
                .orElseThrow(() -> Rds.value("Could not find parameter with name: " + name));
    }

    /** Whether it is one of a list or lies in a range such as {@code -1-2147483647}. */
    static boolean allows(Parameter parameter, String value) {
        String allowed = Optional.ofNullable(parameter.allowedValues()).orElse("");
        if (allowed.isEmpty() || value.startsWith("{")) {
            return true;
        }
        int dash = allowed.indexOf('-', 1);
        if (allowed.matches("-?[0-9.]+-[0-9.e+]+") && dash > 0) {
            return value.matches("-?[0-9.]{1,19}")
                    && Double.parseDouble(value) >= Double.parseDouble(allowed.substring(0, dash))
                    && Double.parseDouble(value) <= Double.parseDouble(allowed.substring(dash + 1));
        }
        return List.of(allowed.split(",")).containsAll(List.of(value.split(",")));
    }
}
