package dev.latchkey.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.latchkey.problem.Problem.FieldError;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.CharConversionException;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where an exception becomes a response. */
class ProblemMapper {

    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    private final KnownRoutes routes;

    ProblemMapper(KnownRoutes routes) {
        this.routes = routes;
    }

    @ServerExceptionMapper
    public Response problem(ProblemException e, RoutingContext request) {
        return Problems.response(e.problem(), request);
    }

    @ServerExceptionMapper
    public Response mismatch(MismatchedInputException e, RoutingContext request) {
        return Problems.response(JsonProblems.of(e), request);
    }

    /** A body in an encoding that JSON does not have. */
    @ServerExceptionMapper
    public Response encoding(CharConversionException e, RoutingContext request) {
        return Problems.response(Problem.of(ProblemType.MALFORMED_REQUEST, "The body is not UTF-8."), request);
    }

    @ServerExceptionMapper
    public Response validation(ValidationException e, RoutingContext request) {
        if (e instanceof ConstraintViolationException violations
                && !violations.getConstraintViolations().isEmpty()) {
            var errors = new ArrayList<FieldError>();
            for (var violation : violations.getConstraintViolations()) {
                if (!isOnInput(violation)) {
                    return unexpected(e, request);
                }
                errors.add(new FieldError(field(violation), violation.getMessage()));
            }
            return Problems.response(Problem.invalid(errors), request);
        }
        return unexpected(e, request);
    }

    /** What REST itself refuses: no such path, wrong method or media type, unreadable JSON. */
    @ServerExceptionMapper
    public Response http(WebApplicationException e, RoutingContext request) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return Problems.response(JsonProblems.of(json), request);
        }
        var type = type(e, request);
        if (type == ProblemType.INTERNAL_ERROR) {
            return unexpected(e, request);
        }
        return Problems.response(Problem.of(type, HttpDetails.of(type, request, routes)), request);
    }

    /** REST takes a path for missing that has the method on none of the resources it belongs to. */
    private ProblemType type(WebApplicationException e, RoutingContext request) {
        var type = ProblemType.ofStatus(e.getResponse().getStatus());
        return type == ProblemType.NOT_FOUND && routes.hasPath(request.request().path())
                ? ProblemType.METHOD_NOT_ALLOWED
                : type;
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable e, RoutingContext request) {
        if (DatabaseOutage.causes(e)) {
            LOG.warnf("Request %s could not use Postgres: %s", RequestId.of(request), e);
            return Problems.response(DatabaseOutage.PROBLEM, request);
        }
        if (request.response().closed()) {
            LOG.debugf(e, "Request %s was given up by its client", RequestId.of(request));
        } else {
            LOG.errorf(e, "Request %s failed", RequestId.of(request));
        }
        return Problems.response(
                Problem.of(ProblemType.INTERNAL_ERROR, "Something went wrong on our side; quote the requestId."),
                request);
    }

    private static boolean isOnInput(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .noneMatch(node -> node.getKind() == ElementKind.RETURN_VALUE);
    }

    private static String field(ConstraintViolation<?> violation) {
        var name = StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .filter(node -> node.getKind() == ElementKind.PROPERTY)
                .map(Path.Node::getName)
                .collect(Collectors.joining("."));
        return name.isEmpty() ? "body" : name;
    }
}
