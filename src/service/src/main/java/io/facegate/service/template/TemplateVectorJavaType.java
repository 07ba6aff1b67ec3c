package io.facegate.service.template;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.hibernate.dialect.Dialect;
import org.hibernate.sql.ast.spi.SqlAppender;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.ValueBinder;
import org.hibernate.type.descriptor.ValueExtractor;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.AbstractClassJavaType;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.BasicBinder;
import org.hibernate.type.descriptor.jdbc.BasicExtractor;
import org.hibernate.type.descriptor.jdbc.JdbcLiteralFormatter;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.descriptor.jdbc.JdbcTypeIndicators;
import org.jspecify.annotations.Nullable;

/**
 * Maps {@link TemplateVector} to pgvector's type as text. Hibernate's own mapping of vectors hands JDBC objects to the
 * driver, which the reactive driver doesn't know.
 */
@RegisterForReflection // Hibernate makes it by its name, in a native executable too
public final class TemplateVectorJavaType extends AbstractClassJavaType<TemplateVector> {
    private static final long serialVersionUID = 1;

    public TemplateVectorJavaType() {
        super(TemplateVector.class);
    }

    @Override
    public JdbcType getRecommendedJdbcType(JdbcTypeIndicators indicators) {
        return VectorJdbcType.INSTANCE;
    }

    @Override
    public String toString(TemplateVector value) {
        return value.text();
    }

    @Override
    public TemplateVector fromString(CharSequence text) {
        return TemplateVector.parse(text.toString());
    }

    @Override
    public <X> @Nullable X unwrap(@Nullable TemplateVector value, Class<X> type, WrapperOptions options) {
        if (value == null) {
            return null;
        }
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        if (type == String.class) {
            return type.cast(value.text());
        }
        throw unknownUnwrap(type);
    }

    @Override
    public <X> @Nullable TemplateVector wrap(@Nullable X value, WrapperOptions options) {
        if (value == null) {
            return null;
        }
        if (value instanceof TemplateVector vector) {
            return vector;
        }
        if (value instanceof String text) {
            return TemplateVector.parse(text);
        }
        throw unknownWrap(value.getClass());
    }

    private static final class VectorJdbcType implements JdbcType {
        static final VectorJdbcType INSTANCE = new VectorJdbcType();
        private static final long serialVersionUID = 1;

        @Override
        public int getJdbcTypeCode() {
            return SqlTypes.OTHER;
        }

        @Override
        public int getDefaultSqlTypeCode() {
            return SqlTypes.VECTOR;
        }

        @Override
        public void appendWriteExpression(String writeExpression, SqlAppender appender, Dialect dialect) {
            appender.append("cast(");
            appender.append(writeExpression);
            appender.append(" as vector)");
        }

        @Override
        public boolean isWriteExpressionTyped(Dialect dialect) {
            return true;
        }

        @Override
        public <T> @Nullable JdbcLiteralFormatter<T> getJdbcLiteralFormatter(JavaType<T> javaType) {
            return null;
        }

        @Override
        public <X> ValueBinder<X> getBinder(JavaType<X> javaType) {
            return new BasicBinder<>(javaType, this) {
                private static final long serialVersionUID = 1;

                @Override
                protected void doBind(PreparedStatement statement, X value, int index, WrapperOptions options)
                        throws SQLException {
                    statement.setString(index, javaType.unwrap(value, String.class, options));
                }

                @Override
                protected void doBind(CallableStatement statement, X value, String name, WrapperOptions options)
                        throws SQLException {
                    statement.setString(name, javaType.unwrap(value, String.class, options));
                }
            };
        }

        @Override
        public <X> ValueExtractor<X> getExtractor(JavaType<X> javaType) {
            return new BasicExtractor<>(javaType, this) {
                private static final long serialVersionUID = 1;

                @Override
                protected @Nullable X doExtract(ResultSet rows, int index, WrapperOptions options) throws SQLException {
                    return javaType.wrap(rows.getString(index), options);
                }

                @Override
                protected @Nullable X doExtract(CallableStatement statement, int index, WrapperOptions options)
                        throws SQLException {
                    return javaType.wrap(statement.getString(index), options);
                }

                @Override
                protected @Nullable X doExtract(CallableStatement statement, String name, WrapperOptions options)
                        throws SQLException {
                    return javaType.wrap(statement.getString(name), options);
                }
            };
        }
    }
}
