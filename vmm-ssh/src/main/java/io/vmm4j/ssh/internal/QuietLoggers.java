package io.vmm4j.ssh.internal;

import net.schmizz.sshj.common.LoggerFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * sshj's loggers, one step quieter: what it logs as an error is reported by an exception already, and a connection that the
 * other side ends is nothing to alarm an operator with.
 */
final class QuietLoggers implements LoggerFactory {

    @Override
    public Logger getLogger(String name) {
        return new Quiet(org.slf4j.LoggerFactory.getLogger(name));
    }

    @Override
    public Logger getLogger(Class<?> type) {
        return getLogger(type.getName());
    }

    /** Logs at debug what is not for tracing. */
    private static final class Quiet extends LegacyAbstractLogger {

        private static final long serialVersionUID = 1L;

        private final transient Logger loud;

        Quiet(Logger loud) {
            this.loud = loud;
            this.name = loud.getName();
        }

        @Override
        public boolean isTraceEnabled() {
            return loud.isTraceEnabled();
        }

        @Override
        public boolean isDebugEnabled() {
            return loud.isDebugEnabled();
        }

        @Override
        public boolean isInfoEnabled() {
            return loud.isDebugEnabled();
        }

        @Override
        public boolean isWarnEnabled() {
            return loud.isDebugEnabled();
        }

        @Override
        public boolean isErrorEnabled() {
            return loud.isDebugEnabled();
        }

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level level,
                @Nullable Marker marker,
                String message,
                Object @Nullable [] arguments,
                @Nullable Throwable throwable) {
            Level quiet = level == Level.TRACE ? Level.TRACE : Level.DEBUG;
            LoggingEventBuilder event = loud.atLevel(quiet).setCause(throwable);
            if (arguments == null) {
                event.log(message);
            } else {
                event.log(message, arguments);
            }
        }
    }
}
