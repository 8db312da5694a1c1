#include "CPipelineVectors.h"

#define INLINE static inline __attribute__((always_inline))

INLINE int32_t dot(const int16_t *left, const int16_t *right, size_t count) {
    uint32_t sum = 0;
    for (size_t index = 0; index < count; index++) sum += (uint32_t)((int32_t)left[index] * right[index]);
    return (int32_t)sum;
}

INLINE void add(int16_t *sums, const int16_t *vector, size_t count) {
    for (size_t index = 0; index < count; index++) sums[index] = (int16_t)(sums[index] + vector[index]);
}

INLINE void add_scaled(int16_t *sums, const int8_t *vector, int32_t factor, size_t count) {
    for (size_t index = 0; index < count; index++)
        sums[index] = (int16_t)(sums[index] + ((vector[index] * factor) >> 8));
}

/* Fused, the product would not be rounded: some machines would find another sum. */
INLINE void add_bytes(float *sums, const int8_t *vector, float factor, size_t count) {
#pragma clang fp contract(off)
    for (size_t index = 0; index < count; index++) sums[index] = sums[index] + (float)vector[index] * factor;
}

#if defined(__x86_64__)
#include <immintrin.h>

/* Every machine of this kind has the instructions of SSE2; most have those of AVX2, which are twice as wide. */
#define WIDE __attribute__((target("avx2"))) static

WIDE int32_t dot_wide(const int16_t *left, const int16_t *right, size_t count) { return dot(left, right, count); }

WIDE void add_wide(int16_t *sums, const int16_t *vector, size_t count) { add(sums, vector, count); }

WIDE void add_scaled_wide(int16_t *sums, const int8_t *vector, int32_t factor, size_t count) {
    add_scaled(sums, vector, factor, count);
}

WIDE void add_bytes_wide(float *sums, const int8_t *vector, float factor, size_t count) {
    add_bytes(sums, vector, factor, count);
}

WIDE void add_product_wide(
    int32_t *sums, const int16_t *vector, size_t rows, const int16_t *matrix, size_t columns) {
    for (size_t column = 0; column < columns; column += 32) {
        __m256i *target = (__m256i *)(void *)(sums + column);
        __m256i first = _mm256_loadu_si256(target), second = _mm256_loadu_si256(target + 1);
        __m256i third = _mm256_loadu_si256(target + 2), fourth = _mm256_loadu_si256(target + 3);
        const int16_t *weights = matrix + 2 * column;
        for (size_t row = 0; row < rows; row += 2, weights += 2 * columns) {
            int32_t pair;
            __builtin_memcpy(&pair, vector + row, sizeof pair);
            const __m256i factor = _mm256_set1_epi32(pair);
            const __m256i *source = (const __m256i *)(const void *)weights;
            first = _mm256_add_epi32(first, _mm256_madd_epi16(factor, _mm256_loadu_si256(source)));
            second = _mm256_add_epi32(second, _mm256_madd_epi16(factor, _mm256_loadu_si256(source + 1)));
            third = _mm256_add_epi32(third, _mm256_madd_epi16(factor, _mm256_loadu_si256(source + 2)));
            fourth = _mm256_add_epi32(fourth, _mm256_madd_epi16(factor, _mm256_loadu_si256(source + 3)));
        }
        _mm256_storeu_si256(target, first);
        _mm256_storeu_si256(target + 1, second);
        _mm256_storeu_si256(target + 2, third);
        _mm256_storeu_si256(target + 3, fourth);
    }
}

static void add_product_narrow(
    int32_t *sums, const int16_t *vector, size_t rows, const int16_t *matrix, size_t columns) {
    for (size_t column = 0; column < columns; column += 16) {
        __m128i *target = (__m128i *)(void *)(sums + column);
        __m128i first = _mm_loadu_si128(target), second = _mm_loadu_si128(target + 1);
        __m128i third = _mm_loadu_si128(target + 2), fourth = _mm_loadu_si128(target + 3);
        const int16_t *weights = matrix + 2 * column;
        for (size_t row = 0; row < rows; row += 2, weights += 2 * columns) {
            int32_t pair;
            __builtin_memcpy(&pair, vector + row, sizeof pair);
            const __m128i factor = _mm_set1_epi32(pair);
            const __m128i *source = (const __m128i *)(const void *)weights;
            first = _mm_add_epi32(first, _mm_madd_epi16(factor, _mm_loadu_si128(source)));
            second = _mm_add_epi32(second, _mm_madd_epi16(factor, _mm_loadu_si128(source + 1)));
            third = _mm_add_epi32(third, _mm_madd_epi16(factor, _mm_loadu_si128(source + 2)));
            fourth = _mm_add_epi32(fourth, _mm_madd_epi16(factor, _mm_loadu_si128(source + 3)));
        }
        _mm_storeu_si128(target, first);
        _mm_storeu_si128(target + 1, second);
        _mm_storeu_si128(target + 2, third);
        _mm_storeu_si128(target + 3, fourth);
    }
}

static int is_wide(void) { return __builtin_cpu_supports("avx2"); }

void cpipeline_add_product(
    int32_t *sums, const int16_t *vector, size_t rows, const int16_t *matrix, size_t columns) {
    if (is_wide())
        add_product_wide(sums, vector, rows, matrix, columns);
    else
        add_product_narrow(sums, vector, rows, matrix, columns);
}

int32_t cpipeline_dot(const int16_t *left, const int16_t *right, size_t count) {
    return is_wide() ? dot_wide(left, right, count) : dot(left, right, count);
}

void cpipeline_add(int16_t *sums, const int16_t *vector, size_t count) {
    if (is_wide())
        add_wide(sums, vector, count);
    else
        add(sums, vector, count);
}

void cpipeline_add_scaled(int16_t *sums, const int8_t *vector, int32_t factor, size_t count) {
    if (is_wide())
        add_scaled_wide(sums, vector, factor, count);
    else
        add_scaled(sums, vector, factor, count);
}

void cpipeline_add_bytes(float *sums, const int8_t *vector, float factor, size_t count) {
    if (is_wide())
        add_bytes_wide(sums, vector, factor, count);
    else
        add_bytes(sums, vector, factor, count);
}

#else

void cpipeline_add_product(
    int32_t *sums, const int16_t *vector, size_t rows, const int16_t *matrix, size_t columns) {
    for (size_t row = 0; row < rows; row += 2) {
        const int16_t *weights = matrix + row * columns;
        for (size_t column = 0; column < columns; column++) {
            int32_t product = (int32_t)vector[row] * weights[2 * column];
            product += (int32_t)vector[row + 1] * weights[2 * column + 1];
            sums[column] = (int32_t)((uint32_t)sums[column] + (uint32_t)product);
        }
    }
}

int32_t cpipeline_dot(const int16_t *left, const int16_t *right, size_t count) { return dot(left, right, count); }

void cpipeline_add(int16_t *sums, const int16_t *vector, size_t count) { add(sums, vector, count); }

void cpipeline_add_scaled(int16_t *sums, const int8_t *vector, int32_t factor, size_t count) {
    add_scaled(sums, vector, factor, count);
}

void cpipeline_add_bytes(float *sums, const int8_t *vector, float factor, size_t count) {
    add_bytes(sums, vector, factor, count);
}

#endif
