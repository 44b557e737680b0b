package io.kinexus.operator.kind.dbinstance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionsTest {
    @ParameterizedTest
    @CsvSource({
        "postgres, db.t3.micro, 112",
        "postgres, db.t3.medium, 450",
        "postgres, db.m6g.large, 901",
        "postgres, db.r6g.xlarge, 3604",
        "postgres, db.r6g.16xlarge, 5000",
        "mysql, db.t4g.small, 170",
        "mariadb, db.m5.2xlarge, 1365",
        "postgres, db.serverless, ",
        "oracle-ee, db.m5.large, "
    })
    void followTheClass(String engine, String instanceClass, Long allowed) {
        assertThat(Connections.allowed(engine, instanceClass)).isEqualTo(Optional.ofNullable(allowed));
    }
}
