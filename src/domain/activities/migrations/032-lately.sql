-- How often a number or an address was given of late is asked at each asking.
CREATE INDEX activities_signup_phone ON activities_signup (phone, created_at) WHERE phone IS NOT NULL;
CREATE INDEX activities_signup_email ON activities_signup (email, created_at) WHERE email IS NOT NULL;
