package io.vmm4j.testkit.contract;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/**
 * The whole contract of a {@link io.vmm4j.exec.CommandExecutor}. Extend it, give it an executor for a host with a Unix base
 * system, and run it with JUnit 5.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
public abstract class ExecutorContract
        implements ArgumentContract,
                StreamContract,
                StoppingContract,
                BatchContract,
                FilesContract,
                TerminalContract,
                TunnelContract,
                LoadContract {

    /** For the class that names the executor. */
    protected ExecutorContract() {}
}
