package io.vmm4j.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vmm4j.error.VmmException;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What every error that the SDK throws must keep, whatever it is about. */
final class Failures {

    private static final Pattern UNFILLED = Pattern.compile("\\{[a-z]+}");

    private Failures() {}

    /** The error that this ends in. It is one of the SDK's, and says in whole words what happened and what to do. */
    static VmmException of(ThrowingCallable action) {
        Throwable thrown = catchThrowable(action);
        assertThat(thrown).isInstanceOf(VmmException.class);
        VmmException failure = (VmmException) thrown;
        for (String text : new String[] {failure.getMessage(), failure.hint()}) {
            assertThat(text)
                    .as(failure.code().id())
                    .isNotBlank()
                    .doesNotContainPattern(UNFILLED)
                    .doesNotContain("null", "Optional", "\n");
        }
        return failure;
    }
}
