/* SPDX-FileCopyrightText: The Earshot authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How a call is felt, by the E-model of ITU-T: G.107 for telephone speech, G.107.1 for wide speech, each on its own
 * scale. An estimate: nobody was asked. */

typedef enum
{
  MEDIA_GRADE_UNKNOWN,
  MEDIA_GRADE_BAD,       /* R below 50: not to be offered, says G.109 */
  MEDIA_GRADE_POOR,      /* from 50: nearly all are dissatisfied */
  MEDIA_GRADE_FAIR,      /* from 60: many are */
  MEDIA_GRADE_GOOD,      /* from 70: some are */
  MEDIA_GRADE_EXCELLENT, /* from 80: satisfied */
} MediaGrade;

typedef struct
{
  const char *codec;       /* as in MediaStats; nullable: telephone speech */
  double      delay_ms;    /* from mouth to ear, one way */
  double      loss;        /* 0–1: of what should have been heard */
  double      burst_ratio; /* 1: lost by chance; more: several in a row */
  gboolean    conceals;    /* G.711 only: what is lost is guessed (G.711 Appendix I or alike) */
} MediaQualityInput;

/* 0–100, wide speech brought to the same hundred. */
double     media_quality_get_rating    (const MediaQualityInput *input);
/* 1–4.5, by Annex B of G.107. */
double     media_quality_get_mos       (double                   rating);
MediaGrade media_quality_get_grade     (double                   mos);
/* From the losses of some seconds with @n_packets each, how much more they come in bursts than by chance. */
double     media_quality_get_burst_ratio (const guint           *losses,
                                          guint                  n_losses,
                                          guint                  n_packets);

G_END_DECLS
