package io.vmm4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmm4j.disk.Qcow2Error;
import io.vmm4j.disk.VmdObstacle;
import io.vmm4j.error.ErrorCode;
import io.vmm4j.exec.DoasRefusal;
import io.vmm4j.exec.ExecError;
import io.vmm4j.host.HostError;
import io.vmm4j.install.SetupError;
import io.vmm4j.operation.OperationError;
import io.vmm4j.plan.PlanError;
import io.vmm4j.vmconf.VmConfError;
import io.vmm4j.vmconf.VmConfRule;
import io.vmm4j.vmctl.VmctlFailure;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ErrorCodesTest {

    static List<ErrorCode> codes() {
        return Stream.<ErrorCode[]>of(
                        ValueError.values(),
                        ExecError.values(),
                        DoasRefusal.values(),
                        VmctlFailure.values(),
                        VmError.values(),
                        VmConfError.values(),
                        VmConfRule.values(),
                        HostError.values(),
                        PlanError.values(),
                        SetupError.values(),
                        OperationError.values(),
                        Qcow2Error.values(),
                        VmdObstacle.values())
                .flatMap(Stream::of)
                .toList();
    }

    @Test
    void no_two_errors_share_an_id() {
        assertThat(codes()).extracting(ErrorCode::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("codes")
    void an_error_says_what_happened_and_what_to_do(ErrorCode code) {
        assertThat(code.id()).matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(code.message()).isNotBlank().doesNotContain("\n");
        assertThat(code.hint()).isNotBlank().doesNotContain("\n");
    }

    @ParameterizedTest
    @EnumSource(VmctlFailure.class)
    void what_vmctl_fails_with_is_said_of_a_host(VmctlFailure failure) {
        assertThat(failure.message()).contains("{target}");
    }
}
