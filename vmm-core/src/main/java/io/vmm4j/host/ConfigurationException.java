package io.vmm4j.host;

import io.vmm4j.error.Problem;
import io.vmm4j.error.VmmException;

/** The vm.conf(5) of a host cannot be read, or not be changed as asked. Nothing was changed. */
public final class ConfigurationException extends VmmException {

    private static final long serialVersionUID = 1L;

    /** Why; the code is a {@link ConfigurationError}. */
    public ConfigurationException(Problem problem) {
        super(problem);
    }
}
