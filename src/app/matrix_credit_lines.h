/* Lines of the permission matrix about time credits: rows of the array in matrix_lines.h, which says
   what the columns and letters mean. */
/* clang-format off: one line a question */
