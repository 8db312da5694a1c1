#ifndef CPIPELINE_VECTORS_H
#define CPIPELINE_VECTORS_H

#include <stddef.h>
#include <stdint.h>

/*
 * Arithmetic for the networks of the models, over whole numbers but for one function. The results are the same on every
 * machine, whatever instructions it has; sums of whole numbers wrap around.
 */

/* sums[column] += vector[row] * matrix[row][column] over all rows. The rows of the matrix lie in pairs: the numbers of
 * both for the first column, then those for the second, and so on. `rows` is even, `columns` a multiple of 32. */
void cpipeline_add_product(
    int32_t *_Nonnull sums, const int16_t *_Nonnull vector, size_t rows, const int16_t *_Nonnull matrix, size_t columns);

/* The sum of left[i] * right[i]; `count` is a multiple of 16. */
int32_t cpipeline_dot(const int16_t *_Nonnull left, const int16_t *_Nonnull right, size_t count);

/* sums[i] += vector[i]; `count` is a multiple of 16. */
void cpipeline_add(int16_t *_Nonnull sums, const int16_t *_Nonnull vector, size_t count);

/* sums[i] += vector[i] * factor / 256, rounded down; `count` is a multiple of 16. */
void cpipeline_add_scaled(int16_t *_Nonnull sums, const int8_t *_Nonnull vector, int32_t factor, size_t count);

/* sums[i] += vector[i] * factor, each product rounded before it is added; `count` is a multiple of 16. */
void cpipeline_add_bytes(float *_Nonnull sums, const int8_t *_Nonnull vector, float factor, size_t count);

#endif
